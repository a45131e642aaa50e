//! Which skills of the vocabulary an advert names.
