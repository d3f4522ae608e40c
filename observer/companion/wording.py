"""What a moderator is told of the network, the same in the window and on the command line."""

PLAIN_HTTP = (
    "Without TLS, anyone in this network can read what passes between the page and this computer:"
    " marks, notes, and the picture of the screen. Use a network that you trust, or TLS."
)
OWN_CERTIFICATE = (
    "With TLS, nobody else can read along. Phones will warn first, because nobody vouches for this"
    " computer's certificate: compare its fingerprint before you go on."
)
INVITATION = "Each code lets one person in."
