//! The document of a credential: what it says, which never goes on chain.
//!
//! A document is an SD-JWT (RFC 9901), made with the library `sd-jwt-payload`. The issuer signs a
//! text that names the chain, the schema and the holder and has, instead of each field, a salted
//! hash of its name and value; the salts are random. Beside the signed text stand the fields
//! themselves, each with its salt. The holder keeps all of it and shows a verifier the signed text
//! with some of the fields; the hashes of the others say nothing.
//!
//! The chain knows one hash, the [commitment](Document::commitment) to the signed text. So a
//! document is genuine only if its issuer has offered exactly this one, and it can be withdrawn. The
//! signature makes a document tell by itself whose it is, also where no node can be asked.
//!
//! In order of use: [`Document::issue`]; [`Document::check`] against the chain; [`kept`], the
//! holder's encrypted copies; [`Document::open_only`] for a verifier, who reads it with
//! [`Document::parse`] and checks it too.

pub mod kept;
mod rejected;
#[cfg(test)]
mod tests;

pub use rejected::Rejected;

use crate::{
	identity::{address, parse_address},
	output::{hex, parse_hex32, text, usage},
};
use anyhow::{anyhow, Result};
use base64::{engine::general_purpose::URL_SAFE_NO_PAD, Engine};
use sd_jwt_payload::{Hasher, JsonObject, JwsSigner, SdJwt, SdJwtBuilder, SHA_ALG_NAME};
use serde::Serialize;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use sp_core::H256;
use std::fmt;
use subxt_signer::sr25519::{self, Keypair, PublicKey, Signature};
use veche_primitives::{PersonId, SchemaId};

/// Longest document read, in bytes.
pub const MAX_DOCUMENT: usize = 65_536;
/// Most fields of a document.
pub const MAX_FIELDS: usize = 64;
/// Longest name of a field, in bytes.
pub const MAX_FIELD_NAME: usize = 64;

/// The signature of the account that issues, as Substrate makes it. Not in JOSE's own list.
const ALGORITHM: &str = "sr25519";
const KIND: &str = "veche+sd-jwt";
/// Names of the signed text's own claims and of the format, which no field may have.
const RESERVED: [&str; 8] = [
	"iss", "chain", "schema", "holder", "cnf", "_sd", "_sd_alg", "...",
];

/// What the signed text says in the open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
	/// Hash of the chain's first block.
	pub chain: H256,
	/// The account of the issuer.
	pub issuer: [u8; 32],
	/// What kind of credential it is.
	pub schema: SchemaId,
	/// Whose.
	pub holder: PersonId,
}

/// A document whose signature holds and whose open fields are those that were signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
	text: String,
	subject: Subject,
	fields: JsonObject,
	hidden: usize,
}

impl Document {
	/// Make a document with these fields.
	pub async fn issue(
		signer: &Keypair,
		chain: H256,
		schema: SchemaId,
		holder: PersonId,
		fields: &JsonObject,
	) -> Result<Self> {
		check_fields(fields)?;
		let mut claims = fields.clone();
		claims.insert("iss".into(), json!(address(&signer.public_key().0)));
		claims.insert("chain".into(), json!(hex(chain)));
		claims.insert("schema".into(), json!(schema));
		claims.insert("holder".into(), json!(holder));
		let cannot = |error| anyhow!("the document cannot be made: {error}");
		let mut builder = SdJwtBuilder::new_with_hasher(claims, Hash).map_err(cannot)?;
		for name in fields.keys() {
			builder = builder.make_concealable(&path(name)).map_err(cannot)?;
		}
		let made = builder
			.header("typ", KIND)
			.finish(&Pen(signer), ALGORITHM)
			.await
			.map_err(cannot)?;
		Ok(Self::parse(&made.presentation())?)
	}

	/// Read a document or a part of one: all that can be checked without a chain.
	pub fn parse(text: &str) -> Result<Self, Rejected> {
		let text = text.trim();
		if text.len() > MAX_DOCUMENT {
			return Err(Rejected::NotADocument("it is too long".into()));
		}
		let read: SdJwt = text.parse().map_err(Rejected::unreadable)?;
		let claims = read.claims();
		let is = |name: &str, expected: &str| {
			read.headers().get(name).and_then(Value::as_str) == Some(expected)
		};
		if !is("typ", KIND)
			|| !is("alg", ALGORITHM)
			|| claims._sd_alg.as_deref() != Some(SHA_ALG_NAME)
		{
			return Err(Rejected::OtherFormat);
		}
		let subject = Subject::read(claims)
			.ok_or_else(|| Rejected::NotADocument("it names no issuer or holder".into()))?;
		check_signature(text, &subject.issuer)?;
		for disclosure in read.disclosures() {
			let signed = claims
				._sd
				.contains(&Hash.encoded_digest(disclosure.as_str()));
			let name = disclosure.claim_name.as_deref();
			if !signed || name.is_none_or(|name| RESERVED.contains(&name)) {
				return Err(Rejected::field(name.unwrap_or("without a name")));
			}
		}
		let signed = claims._sd.len();
		let opened = read
			.into_disclosed_object(&Hash)
			.map_err(Rejected::unreadable)?;
		let fields: JsonObject = opened
			.into_iter()
			.filter(|(name, _)| !RESERVED.contains(&name.as_str()))
			.collect();
		Ok(Self {
			text: text.into(),
			subject,
			hidden: signed.saturating_sub(fields.len()),
			fields,
		})
	}

	/// What it says in the open.
	pub fn subject(&self) -> &Subject {
		&self.subject
	}

	/// The fields that are open.
	pub fn fields(&self) -> &JsonObject {
		&self.fields
	}

	/// How many more fields were signed.
	pub fn hidden(&self) -> usize {
		self.hidden
	}

	/// What goes on chain: the hash of the signed text. Each field's salt is in it, so nobody can
	/// find a field by trying.
	pub fn commitment(&self) -> H256 {
		let signed = signed_text(&self.text).map_or("", |(signed, _)| signed);
		sp_crypto_hashing::blake2_256(signed.as_bytes()).into()
	}

	/// Compare with what the chain says: its first block, the issuer of the document's schema, and
	/// the commitment in the holder's credential.
	pub fn check(
		&self,
		genesis: H256,
		issuer: Option<[u8; 32]>,
		commitment: Option<H256>,
	) -> Result<(), Rejected> {
		if self.subject.chain != genesis {
			return Err(Rejected::OtherChain(self.subject.chain));
		}
		if issuer != Some(self.subject.issuer) {
			return Err(Rejected::OtherIssuer(self.subject.schema));
		}
		match commitment {
			None => Err(Rejected::NotOffered(
				self.subject.schema,
				self.subject.holder,
			)),
			Some(commitment) if commitment != self.commitment() => {
				Err(Rejected::OtherCommitment(self.subject.holder))
			}
			Some(_) => Ok(()),
		}
	}

	/// The same document with only these fields open.
	pub fn open_only(&self, names: &[String]) -> Result<Self> {
		for name in names {
			if !self.fields.contains_key(name) {
				let known: Vec<String> = self.fields.keys().map(|name| show(name)).collect();
				return Err(usage(format!(
					"the document has no field {name:?}; it has: {}",
					known.join(", ")
				)));
			}
		}
		let cannot = |error| anyhow!("the document cannot be opened: {error}; restore a backup");
		let whole: SdJwt = self.text.parse().map_err(cannot)?;
		let mut part = whole.into_presentation(&Hash).map_err(cannot)?;
		part = part.conceal_all();
		for name in names {
			part = part.disclose(&path(name)).map_err(cannot)?;
		}
		let (part, _) = part.finish();
		Ok(Self::parse(&part.presentation())?)
	}
}

impl fmt::Display for Document {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.text)
	}
}

/// Without the fields, which are nobody's business.
impl fmt::Debug for Document {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Document")
			.field("subject", &self.subject)
			.finish_non_exhaustive()
	}
}

impl Subject {
	fn read(claims: &JsonObject) -> Option<Self> {
		let number = |name: &str| u32::try_from(claims.get(name)?.as_u64()?).ok();
		let chain = parse_hex32(claims.get("chain")?.as_str()?).ok()?;
		Some(Self {
			chain: H256(chain),
			issuer: parse_address(claims.get("iss")?.as_str()?).ok()?,
			schema: number("schema")?,
			holder: number("holder")?,
		})
	}
}

/// A field as people read it: whose text it may be is unknown.
pub fn show(text_of_field: &str) -> String {
	text(text_of_field.as_bytes())
}

/// The value of a field as people read it.
pub fn show_value(value: &Value) -> String {
	match value {
		Value::String(words) => show(words),
		other => show(&other.to_string()),
	}
}

/// Whether a document can have these fields.
fn check_fields(fields: &JsonObject) -> Result<()> {
	if fields.is_empty() || fields.len() > MAX_FIELDS {
		return Err(usage(format!(
			"a document has 1 to {MAX_FIELDS} fields, not {}; give them with --fields",
			fields.len()
		)));
	}
	for (name, value) in fields {
		let plain = |c: char| !c.is_control() && !matches!(c, '/' | '~' | '=');
		let fits = (1..=MAX_FIELD_NAME).contains(&name.len());
		if !fits || !name.chars().all(plain) || RESERVED.contains(&name.as_str()) {
			return Err(usage(format!(
				"a field cannot be called {name:?}; take another name of at most {MAX_FIELD_NAME} \
				 bytes, without '/', '~' and '='"
			)));
		}
		if has_reserved(value) {
			return Err(usage(format!(
				"the value of {name:?} uses \"_sd\" or \"...\" as a name, which the format keeps for \
				 itself; rename it"
			)));
		}
	}
	Ok(())
}

fn has_reserved(value: &Value) -> bool {
	match value {
		Value::Object(object) => object
			.iter()
			.any(|(name, inner)| name == "_sd" || name == "..." || has_reserved(inner)),
		Value::Array(list) => list.iter().any(has_reserved),
		_ => false,
	}
}

/// Where a field stands, in the library's way of writing it.
fn path(name: &str) -> String {
	format!("/{name}")
}

/// The signed text and its signature.
fn signed_text(text: &str) -> Option<(&str, &str)> {
	text.split('~').next()?.rsplit_once('.')
}

fn check_signature(text: &str, issuer: &[u8; 32]) -> Result<(), Rejected> {
	let (signed, signature) = signed_text(text).ok_or(Rejected::BadSignature)?;
	let signature = URL_SAFE_NO_PAD
		.decode(signature)
		.ok()
		.and_then(|bytes| <[u8; 64]>::try_from(bytes).ok())
		.ok_or(Rejected::BadSignature)?;
	match sr25519::verify(&Signature(signature), signed, &PublicKey(*issuer)) {
		true => Ok(()),
		false => Err(Rejected::BadSignature),
	}
}

/// SHA-256, by which fields are hashed.
struct Hash;

impl Hasher for Hash {
	fn digest(&self, input: &[u8]) -> Vec<u8> {
		Sha256::digest(input).to_vec()
	}

	fn alg_name(&self) -> &str {
		SHA_ALG_NAME
	}
}

/// Signs with the issuer's account.
struct Pen<'a>(&'a Keypair);

#[async_trait::async_trait]
impl JwsSigner for Pen<'_> {
	type Error = serde_json::Error;

	async fn sign(
		&self,
		header: &JsonObject,
		payload: &JsonObject,
	) -> Result<Vec<u8>, Self::Error> {
		let signed = format!("{}.{}", encoded(header)?, encoded(payload)?);
		let signature = self.0.sign(signed.as_bytes());
		Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.0)).into_bytes())
	}
}

fn encoded(part: &impl Serialize) -> Result<String, serde_json::Error> {
	Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(part)?))
}
