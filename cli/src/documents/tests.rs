//! Documents: what opens, what is refused, what is kept.

use super::{
	kept::{Folder, Kept},
	*,
};
use crate::{identity::Identity, output::Usage, sealing::Kdf};

const CHAIN: H256 = H256::repeat_byte(0x42);
const HOLDER: PersonId = 7;
const SCHEMA: SchemaId = 3;

fn school() -> Identity {
	Identity::development("//One").unwrap()
}

fn diploma() -> JsonObject {
	let fields = json!({
		"имя": "Анна",
		"degree": "law",
		"year": 2026,
		"marks": {"history": 9, "law": [10, 8]},
	});
	fields.as_object().unwrap().clone()
}

async fn issue(fields: &JsonObject) -> Result<Document> {
	Document::issue(school().signer(), CHAIN, SCHEMA, HOLDER, fields).await
}

async fn document() -> Document {
	issue(&diploma()).await.unwrap()
}

fn names(names: &[&str]) -> Vec<String> {
	names.iter().map(|name| name.to_string()).collect()
}

/// The parts of a document: the signed text, the fields.
fn parts(document: &Document) -> Vec<String> {
	let text = document.to_string();
	text.trim_end_matches('~')
		.split('~')
		.map(String::from)
		.collect()
}

fn join(parts: &[String]) -> String {
	parts.join("~") + "~"
}

fn field(salt: &str, name: &str, value: Value) -> String {
	URL_SAFE_NO_PAD.encode(json!([salt, name, value]).to_string())
}

/// Replace a part of the signed text and sign it with another account.
fn resigned(document: &Document, change: impl FnOnce(&mut Value), signer: &Identity) -> String {
	let mut parts = parts(document);
	let sections: Vec<&str> = parts[0].split('.').collect();
	let payload = URL_SAFE_NO_PAD.decode(sections[1]).unwrap();
	let mut payload: Value = serde_json::from_slice(&payload).unwrap();
	change(&mut payload);
	let signed = format!("{}.{}", sections[0], encoded(&payload).unwrap());
	let signature = signer.signer().sign(signed.as_bytes());
	parts[0] = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.0));
	join(&parts)
}

#[tokio::test]
async fn issue_makes_a_document_with_all_fields_open() {
	let document = document().await;
	assert_eq!((document.fields(), document.hidden()), (&diploma(), 0));
	let expected = Subject {
		chain: CHAIN,
		issuer: school().account(),
		schema: SCHEMA,
		holder: HOLDER,
	};
	assert_eq!(document.subject(), &expected);
	assert_eq!(Document::parse(&document.to_string()), Ok(document));
}

#[tokio::test]
async fn commitment_differs_when_fields_are_the_same() {
	assert_ne!(document().await.commitment(), document().await.commitment());
}

/// RFC 9901, section 4.2.3.
#[test]
fn fields_are_hashed_as_in_rfc_9901() {
	let disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
	let expected = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";
	assert_eq!(Hash.encoded_digest(disclosure), expected);
}

#[tokio::test]
async fn open_only_shows_the_named_fields_and_hides_the_others() {
	let whole = document().await;
	let part = whole.open_only(&names(&["имя", "year"])).unwrap();
	let expected = json!({"имя": "Анна", "year": 2026});
	assert_eq!(Some(part.fields()), expected.as_object());
	assert_eq!(part.hidden(), 2);
	assert_eq!(part.commitment(), whole.commitment());
	// Not even the names of the others can be read.
	let text = part.to_string();
	for hidden in parts(&whole) {
		let readable = URL_SAFE_NO_PAD.decode(&hidden).unwrap_or_default();
		let readable = String::from_utf8_lossy(&readable).into_owned();
		let other = readable.contains("degree") || readable.contains("marks");
		assert!(!other || !text.contains(&hidden), "{readable}");
	}
	assert!(whole.open_only(&[]).unwrap().fields().is_empty());
}

#[tokio::test]
async fn open_only_fails_when_a_field_is_unknown() {
	let error = document().await.open_only(&names(&["grade"])).unwrap_err();
	assert!(error.is::<Usage>());
	assert!(error.to_string().contains("degree"), "{error}");
	// The signed text's own claims are no fields.
	assert!(document().await.open_only(&names(&["holder"])).is_err());
}

#[tokio::test]
async fn parse_refuses_a_field_when_its_value_name_or_salt_was_changed() {
	let document = document().await;
	let place = 1 + diploma().keys().position(|name| name == "degree").unwrap();
	let original = parts(&document);
	let salt = |part: &String| {
		let read: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
		assert_eq!(read[1], "degree");
		read[0].as_str().unwrap().to_string()
	};
	let salt = salt(&original[place]);
	for (changed, name) in [
		(field(&salt, "degree", json!("medicine")), "degree"),
		(field(&salt, "title", json!("law")), "title"),
		(field("other salt", "degree", json!("law")), "degree"),
		(field(&salt, "iss", json!("//Eve")), "iss"),
	] {
		let mut parts = original.clone();
		parts[place] = changed;
		let refused = Document::parse(&join(&parts)).unwrap_err();
		assert_eq!(refused, Rejected::FieldMismatch(name.into()));
	}
}

#[tokio::test]
async fn parse_refuses_a_field_of_another_document() {
	let (mine, other) = (document().await, document().await);
	let mut parts_of_mine = parts(&mine);
	parts_of_mine[1] = parts(&other)[1].clone();
	let refused = Document::parse(&join(&parts_of_mine)).unwrap_err();
	assert!(matches!(refused, Rejected::FieldMismatch(_)), "{refused}");
}

#[tokio::test]
async fn parse_refuses_the_signed_text_when_it_was_changed() {
	let document = document().await;
	let eve = Identity::development("//Eve").unwrap();
	// Eve signs in the school's name.
	let forged = resigned(&document, |text| text["holder"] = json!(8), &eve);
	assert_eq!(Document::parse(&forged), Err(Rejected::BadSignature));
	// Or leaves the school's signature under another text.
	let mut parts = parts(&document);
	let kept = parts[0].rsplit_once('.').unwrap().1.to_string();
	let changed = resigned(&document, |text| text["holder"] = json!(8), &eve);
	let signed = changed.split('~').next().unwrap().rsplit_once('.').unwrap();
	parts[0] = format!("{}.{kept}", signed.0);
	let refused = Document::parse(&join(&parts));
	assert_eq!(refused, Err(Rejected::BadSignature));
}

#[tokio::test]
async fn parse_refuses_another_hash_or_signature_algorithm() {
	let document = document().await;
	let weak = resigned(&document, |text| text["_sd_alg"] = json!("md5"), &school());
	assert_eq!(Document::parse(&weak), Err(Rejected::OtherFormat));
	let mut parts = parts(&document);
	let header = encoded(&json!({"alg": "none", "typ": KIND})).unwrap();
	let rest = parts[0].split_once('.').unwrap().1.to_string();
	parts[0] = format!("{header}.{rest}");
	let refused = Document::parse(&join(&parts));
	assert_eq!(refused, Err(Rejected::OtherFormat));
}

#[tokio::test]
async fn parse_refuses_what_is_no_document() {
	let nameless = resigned(
		&document().await,
		|text| {
			text.as_object_mut().unwrap().remove("holder");
		},
		&school(),
	);
	let long = "a".repeat(MAX_DOCUMENT + 1);
	for wrong in ["", "~", "a.b.c~", "{}", &nameless, &long] {
		let refused = Document::parse(wrong).unwrap_err();
		assert!(matches!(refused, Rejected::NotADocument(_)), "{refused:?}");
	}
}

#[tokio::test]
async fn check_accepts_the_document_the_chain_has_the_commitment_of() {
	let document = document().await;
	let commitment = document.commitment();
	let issuer = Some(school().account());
	assert_eq!(document.check(CHAIN, issuer, Some(commitment)), Ok(()));
	let part = document.open_only(&names(&["degree"])).unwrap();
	assert_eq!(part.check(CHAIN, issuer, Some(commitment)), Ok(()));
}

#[tokio::test]
async fn check_fails_when_chain_issuer_holder_or_commitment_differs() {
	let document = document().await;
	let commitment = Some(document.commitment());
	let issuer = Some(school().account());
	let check = |chain, issuer, commitment| document.check(chain, issuer, commitment).unwrap_err();
	let elsewhere = H256::repeat_byte(1);
	assert_eq!(
		check(elsewhere, issuer, commitment),
		Rejected::OtherChain(CHAIN)
	);
	for wrong in [None, Some([9; 32])] {
		let refused = check(CHAIN, wrong, commitment);
		assert_eq!(refused, Rejected::OtherIssuer(SCHEMA));
	}
	assert_eq!(
		check(CHAIN, issuer, None),
		Rejected::NotOffered(SCHEMA, HOLDER)
	);
	// The school issued a newer one since.
	let newer = Some(super::tests::document().await.commitment());
	assert_eq!(
		check(CHAIN, issuer, newer),
		Rejected::OtherCommitment(HOLDER)
	);
}

#[tokio::test]
async fn issue_fails_when_fields_are_none_too_many_or_badly_named() {
	let many = (0..=MAX_FIELDS).map(|number| (number.to_string(), json!(1)));
	let mut wrong: Vec<JsonObject> = vec![JsonObject::new(), many.collect()];
	let long = "x".repeat(MAX_FIELD_NAME + 1);
	for name in ["", "a/b", "a~b", "a=b", "iss", "_sd", "...", "a\nb", &long] {
		wrong.push([(name.to_string(), json!(1))].into_iter().collect());
	}
	let nested = json!({"marks": [{"_sd": []}]});
	wrong.push(nested.as_object().unwrap().clone());
	for fields in wrong {
		let error = issue(&fields).await.unwrap_err();
		assert!(error.is::<Usage>(), "{fields:?}: {error}");
	}
}

#[tokio::test]
async fn kept_document_opens_with_the_passphrase_of_its_holder_only() {
	let document = document().await;
	let ann = [1; 32];
	let folder = tempfile::tempdir().unwrap();
	let kept = Folder::new(folder.path().join("documents"));
	let sealed = Kept::seal(&document, &ann, Kdf::fast(), "seven dry oaks").unwrap();
	let path = kept.keep(&sealed, &ann).unwrap();

	let file = std::fs::read_to_string(path).unwrap();
	assert!(!file.contains("degree"), "{file}");
	let read = kept.read(&ann, SCHEMA).unwrap();
	assert_eq!(read.open("seven dry oaks").unwrap(), document);
	assert!(read.open("seven wet oaks").is_err());
	assert_eq!(kept.list().unwrap().len(), 1);
	// Neither the readable part nor the sealed one can be swapped.
	let changes: [fn(&mut Kept); 3] = [
		|kept| kept.schema = 4,
		|kept| kept.account = address(&[2; 32]),
		|kept| kept.chain = hex([1; 32]),
	];
	for change in changes {
		let mut changed = read.clone();
		change(&mut changed);
		assert!(changed.open("seven dry oaks").is_err());
	}
}

#[tokio::test]
async fn keep_replaces_an_older_document_but_none_of_another_chain() {
	let ann = [1; 32];
	let folder = tempfile::tempdir().unwrap();
	let kept = Folder::new(folder.path());
	let seal = |document: &Document| Kept::seal(document, &ann, Kdf::fast(), "oaks").unwrap();
	let (older, newer) = (document().await, document().await);
	kept.keep(&seal(&older), &ann).unwrap();
	kept.keep(&seal(&newer), &ann).unwrap();
	let read = kept.read(&ann, SCHEMA).unwrap().open("oaks").unwrap();
	assert_eq!(read, newer);
	let elsewhere = H256::repeat_byte(1);
	let (school, fields) = (school(), diploma());
	let foreign = Document::issue(school.signer(), elsewhere, SCHEMA, HOLDER, &fields)
		.await
		.unwrap();
	let error = kept.keep(&seal(&foreign), &ann).unwrap_err();
	assert!(error.to_string().contains("another chain"), "{error}");
	assert!(kept.read(&ann, 4).unwrap_err().is::<Usage>());
}
