"""GraphQL for apps on a Parse SDK: the classes as types, and answers made of what the REST interface makes."""
