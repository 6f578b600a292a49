package uk.wayleave.register.party;

import uk.wayleave.framework.ControllerId;

/** An authorised user of Street Manager: a legal body that is data controller. */
public record Controller(ControllerId id, String name) {}
