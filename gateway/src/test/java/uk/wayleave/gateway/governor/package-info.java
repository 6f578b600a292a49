@org.jspecify.annotations.NullMarked
package uk.wayleave.gateway.governor;
