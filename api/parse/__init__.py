"""The door for apps written with a Parse SDK: REST under `/parse`. docs/parse.md tells what it knows."""
