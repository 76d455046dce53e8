"""What this machine is: hardware, interpreters, and how busy others keep it."""
