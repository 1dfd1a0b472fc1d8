;;;; Nothing: what starting a system, loading a file and leaving costs. Every other time is less this one.
