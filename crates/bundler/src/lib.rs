//! Attaches payloads to executables so that the system loads them with the program, and takes them out again.
