package uk.wayleave.sandbox.events;
