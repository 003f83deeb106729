"""Every update that a vendor documents, and thousands of spoiled ones, through each door of the whole app."""
