package uk.wayleave.screening;

/**
 * A text as the rules see it: lookalikes made plain, what cannot be seen left out. Every character knows which code units of
 * the original it stands for.
 *
 * @param chars the first {@code length} count
 * @param from the first code unit in the original of each character
 * @param to the code unit after its last; combining marks belong to the character they stand on
 */
record Folded(char[] chars, int length, int[] from, int[] to) {}
