//! The uniqueness tag: what registrars put on chain in place of a document number.
//!
//! The tag is HMAC-SHA-256 of the normalised number under a secret that all registrars share. The
//! chain sees that two applicants have the same document, and nobody without the secret can go
//! through all numbers to find whose it is. Everything here happens on the registrar's machine;
//! the number is never sent nor stored.

use crate::output::usage;
use anyhow::Result;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use veche_primitives::UniquenessTag;
use zeroize::Zeroizing;

/// The registrars' common secret.
pub type Secret = Zeroizing<[u8; 32]>;

/// HMAC-SHA-256.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
	let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any size");
	mac.update(message);
	mac.finalize().into_bytes().into()
}

/// The tag of a document number.
pub fn tag(secret: &Secret, document: &str) -> Result<UniquenessTag> {
	let number = normalise(document)?;
	Ok(hmac_sha256(secret.as_slice(), number.as_bytes()))
}

/// One spelling for one document: upper case, without spaces and dashes, and with Cyrillic letters
/// that look like Latin ones written as Latin, since both are typed for the same stamp in a
/// passport.
pub fn normalise(document: &str) -> Result<Zeroizing<String>> {
	let mut number = Zeroizing::new(String::with_capacity(document.len()));
	for c in document.chars().flat_map(char::to_uppercase) {
		if c.is_whitespace() || is_dash(c) {
			continue;
		}
		if !c.is_alphanumeric() {
			return Err(usage(format!(
				"{c:?} cannot be part of a document number; type letters and digits only"
			)));
		}
		number.push(latin(c));
	}
	if number.is_empty() {
		return Err(usage(
			"the document number is empty; type it as printed on the document",
		));
	}
	Ok(number)
}

fn is_dash(c: char) -> bool {
	matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn latin(c: char) -> char {
	match c {
		'А' => 'A',
		'В' => 'B',
		'Е' => 'E',
		'К' => 'K',
		'М' => 'M',
		'Н' => 'H',
		'О' => 'O',
		'Р' => 'P',
		'С' => 'C',
		'Т' => 'T',
		'У' => 'Y',
		'Х' => 'X',
		'І' => 'I',
		'Ј' => 'J',
		'Ѕ' => 'S',
		other => other,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
	#[test]
	fn hmac_sha256_matches_rfc_4231() {
		let cases: [(&[u8], &[u8], &str); 3] = [
			(
				&[0x0b; 20],
				b"Hi There",
				"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
			),
			(
				b"Jefe",
				b"what do ya want for nothing?",
				"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
			),
			(
				&[0xaa; 131],
				b"Test Using Larger Than Block-Size Key - Hash Key First",
				"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
			),
		];
		for (key, message, expected) in cases {
			assert_eq!(hex::encode(hmac_sha256(key, message)), expected);
		}
	}

	#[test]
	fn tag_is_the_same_for_every_spelling_of_a_number() {
		let secret = Secret::new([7; 32]);
		let expected = tag(&secret, "MP1234567").unwrap();
		// Lower case, spaces, dashes, and Cyrillic М and Р.
		for spelling in [
			" mp 1234567",
			"MP-123-45-67",
			"МР1234567",
			"мр\u{2013}1234567\n",
		] {
			assert_eq!(tag(&secret, spelling).unwrap(), expected, "{spelling:?}");
		}
	}

	#[test]
	fn tag_differs_when_number_or_secret_differs() {
		let secret = Secret::new([7; 32]);
		let one = tag(&secret, "MP1234567").unwrap();
		assert_ne!(one, tag(&secret, "MP1234568").unwrap());
		assert_ne!(one, tag(&Secret::new([8; 32]), "MP1234567").unwrap());
	}

	#[test]
	fn tag_fails_when_number_is_empty_or_has_other_signs() {
		let secret = Secret::new([7; 32]);
		assert!(tag(&secret, " - ").is_err());
		assert!(tag(&secret, "MP*1").is_err());
	}
}
