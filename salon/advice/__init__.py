"""The advice room: what the salon may say and do about a client's skin.

Pure rules on the standard library: cleaning frequency, contraindications, red flags. Everybody may enter.
"""
