"""What the words mean: frozen values and rules over them. No Qt, SQL, files or clock."""
