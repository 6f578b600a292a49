package uk.wayleave.screening;

/** What a word can mean, one bit each; a word of the lists has several. The names are the sections of {@code words.txt}. */
enum Meaning {
    GIVEN,
    SURNAME,
    ENGLISH,
    STOP,
    STOPNAME,
    NAME,
    STREET,
    FIRM,
    BRAND,
    PLACE,
    BEFORE_PLACE,
    TITLE,
    TITLE_WEAK,
    ROLE,
    PERSON,
    CUE,
    CUE_SURE,
    WITH,
    WITH_WORD,
    SAYS,
    PHONE,
    REF,
    MONTHS,
    VEHICLE,
    LOCK,
    LOCK_BEFORE_CODE,
    CODE,
    NOT_LOCK_CODE,
    MEASURE,
    IMPAIRED,
    CONDITION,
    HAS,
    DIGIT_WORD,
    HOUSE_NUMBER,
    HOUSE_NAME,
    PARTICLE,
    BIRTH,
    NETWORK,
    NHS,
    PASSPORT,
    INSURANCE,
    SORT,
    ACCOUNT,
    BANK,
    CARD,
    LICENCE,
    UNIT,
    LINKING,
    FILLER,
    DOT_WORD,
    AT_WORD,
    DEED,
    MONUMENT,
    WITHIN_PLACE,
    /** Begins a phrase of {@code not-names.txt}. */
    BEGINS_NO_NAME,
    /** Begins a phrase of {@code special.txt}. */
    BEGINS_SPECIAL;

    /** The ordinal only numbers the bits; nothing outside this run ever sees it. */
    @SuppressWarnings("EnumOrdinal")
    final long bit = 1L << ordinal();

    static long of(Meaning... meanings) {
        long bits = 0;
        for (Meaning one : meanings) {
            bits |= one.bit;
        }
        return bits;
    }
}
