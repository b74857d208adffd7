"""Scripts of calls: drawn and tried in the browser, read at the desk, their answers kept with the call."""
