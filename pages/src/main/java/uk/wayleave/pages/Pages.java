package uk.wayleave.pages;

import java.util.Locale;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders pages from Thymeleaf templates. Each is a whole HTML document that puts itself into the layout:
 *
 * <pre>{@code
 * <html th:replace="~{layout :: page(~{::title}, ~{::main})}">
 * }</pre>
 *
 * Those of a module lie in a directory {@code templates} beside the class that stands for it, and may use the layout and
 * the fragments of this one. Safe for use by many threads.
 */
public final class Pages {
    private final TemplateEngine engine = new TemplateEngine();
    private final Assets assets;

    /** @param module a class beside the module's templates */
    public Pages(Class<?> module, Assets assets) {
        this.assets = assets;
        engine.addTemplateResolver(templates(module, 1));
        engine.addTemplateResolver(templates(Pages.class, 2));
    }

    private static ClassLoaderTemplateResolver templates(Class<?> module, int order) {
        var resolver = new ClassLoaderTemplateResolver(module.getClassLoader());
        resolver.setPrefix(module.getPackageName().replace('.', '/') + "/templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCheckExistence(true);
        resolver.setOrder(order);
        return resolver;
    }

    /** The whole document. */
    public String render(Page page, Frame frame) {
        var context = new Context(Locale.UK, page.values());
        context.setVariable("frame", frame);
        context.setVariable("assets", assets);
        context.setVariable("fields", new FormFields());
        return engine.process(page.template(), context);
    }
}
