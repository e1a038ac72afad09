"""The vocabulary of the whole product: small frozen types that every stage speaks and none of them owns."""
