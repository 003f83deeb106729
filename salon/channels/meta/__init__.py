"""What WhatsApp, Messenger and Instagram share: the signature, the Graph API and its errors. Their rooms alone enter."""
