//! Why a document is not taken.

use crate::output::{hex, text};
use sp_core::H256;
use std::fmt;
use veche_primitives::{PersonId, SchemaId};

/// Why a document is not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rejected {
	/// It cannot be read.
	NotADocument(String),
	/// It is of another kind, or signed or hashed in another way.
	OtherFormat,
	/// The signature is not its issuer's.
	BadSignature,
	/// A field is not one of those that were signed.
	FieldMismatch(String),
	/// It was issued on another chain.
	OtherChain(H256),
	/// Its schema does not exist or belongs to another issuer.
	OtherIssuer(SchemaId),
	/// The chain knows no credential of the schema for the holder.
	NotOffered(SchemaId, PersonId),
	/// The issuer has committed to another document for the holder.
	OtherCommitment(PersonId),
}

impl Rejected {
	/// A field that was not signed.
	pub(super) fn field(name: &str) -> Self {
		Self::FieldMismatch(text(name.as_bytes()))
	}

	/// The library's complaint.
	pub(super) fn unreadable(error: sd_jwt_payload::Error) -> Self {
		Self::NotADocument(text(error.to_string().as_bytes()))
	}
}

impl fmt::Display for Rejected {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::NotADocument(why) => write!(
				f,
				"this is no document of a credential ({why}); get the file again from its issuer or \
				 holder"
			),
			Self::OtherFormat => write!(
				f,
				"the document is of another format than this version reads; update `veche`, or ask \
				 for one made with `veche credential issue`"
			),
			Self::BadSignature => write!(
				f,
				"the signature is not that of the issuer the document names: somebody changed it; do \
				 not accept it"
			),
			Self::FieldMismatch(name) => write!(
				f,
				"the field {name:?} does not match what the issuer committed to: its value, name or \
				 salt was changed, or it is from another document; do not accept it"
			),
			Self::OtherChain(chain) => write!(
				f,
				"the document was issued on the chain {}; ask a node of that chain with --url",
				hex(chain)
			),
			Self::OtherIssuer(schema) => write!(
				f,
				"schema {schema} of this chain does not belong to the issuer who signed the document; \
				 do not accept it. `veche credential schema show {schema}` names the issuer"
			),
			Self::NotOffered(schema, holder) => write!(
				f,
				"the chain knows no credential of schema {schema} for person {holder}: the offer was \
				 rejected or ran out; ask the issuer to offer it anew"
			),
			Self::OtherCommitment(holder) => write!(
				f,
				"the chain's commitment is to another document of person {holder}: this one is out \
				 of date or was never issued; use the newest one"
			),
		}
	}
}

impl std::error::Error for Rejected {}
