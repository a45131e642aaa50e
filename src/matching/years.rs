//! How many years of experience an advert asks for.
