"""The three people of Larkfell Cold Rooms who use the workspace."""

MAREN = "user-maren-hollis"
IDRIS = "user-idris-bowen"
BEATRIZ = "user-beatriz-ferraz"

TEAM = (
    {"id": MAREN, "name": "Maren Hollis", "email": "maren.hollis@larkfell.example", "role": "admin"},
    {"id": IDRIS, "name": "Idris Bowen", "email": "idris.bowen@larkfell.example", "role": "rep"},
    {"id": BEATRIZ, "name": "Beatriz Ferraz", "email": "beatriz.ferraz@larkfell.example", "role": "rep"},
)
