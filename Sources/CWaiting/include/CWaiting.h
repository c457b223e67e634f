// Nothing is called from outside: linking waiting.c is all that is needed.
