@org.jspecify.annotations.NullMarked
package uk.wayleave.console.agreement;
