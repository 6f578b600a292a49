package uk.wayleave.app.launcher;

import java.util.List;

/** Stands in for the program in the launcher's tests: says what it was started with. */
public final class LauncherProbe {
    private LauncherProbe() {}

    public static void main(String[] arguments) {
        System.out.println("java " + Runtime.version().feature());
        System.out.println("arguments " + List.of(arguments));
        System.out.println("directory " + System.getProperty("user.dir"));
        System.out.println("pid " + ProcessHandle.current().pid());
        if (arguments.length > 0 && arguments[0].equals("exit")) System.exit(Integer.parseInt(arguments[1]));
    }
}
