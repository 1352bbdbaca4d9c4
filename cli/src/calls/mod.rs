//! Calls as people write and read them: `Pallet.call name=value …`.
//!
//! A value is JSON, or a bare word that stands for a text. Which bytes it becomes is said by the
//! types in the chain's own metadata, so any call of the chain can be written, and whatever bytes a
//! bill holds can be read back in the same form: what is shown can be typed, and gives the same
//! bytes again.
//!
//! | type | JSON |
//! |---|---|
//! | number | `12`, or `"340282366920938463463"` where JSON has no such numbers |
//! | bytes | `"0x0102"`, or a text, which stands for its UTF-8 |
//! | account | its address, or `"0x…"` |
//! | optional value | the value, or `null` |
//! | choice | `"Name"`, or `{"Name": value}` if it holds something |
//! | record | `{"field": value, …}` |
//! | list, tuple | `[value, …]` |

mod decode;
mod encode;
#[cfg(test)]
mod tests;

use crate::{chain::call::Call, output::usage};
use anyhow::{anyhow, Result};
use scale_info::{form::PortableForm, Field, PortableRegistry, Type, TypeDef, Variant};
use serde_json::{Map, Value};
use std::{collections::HashSet, fmt, fs};
use subxt::Metadata;

/// Deepest nesting read or written.
const MAX_DEPTH: u32 = 48;

/// A call of the chain, by name.
struct Named<'a> {
	pallet: String,
	pallet_index: u8,
	call: &'a Variant<PortableForm>,
}

/// A call with its arguments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
	/// Pallet and call, such as `Identity.accredit_registrar`.
	pub name: String,
	/// The arguments, in order.
	pub arguments: Vec<(String, Value)>,
}

/// As it can be typed behind `veche bill call`.
impl fmt::Display for Written {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}", self.name)?;
		self.arguments
			.iter()
			.try_for_each(|(name, value)| write!(f, " {name}={}", typed(value)))
	}
}

/// A value as a shell must be given it.
fn typed(value: &Value) -> String {
	let plain = |text: &str| {
		!text.is_empty()
			&& text
				.chars()
				.all(|sign| sign.is_ascii_alphanumeric() || "_.-".contains(sign))
	};
	match value {
		// A word that JSON takes for nothing else.
		Value::String(text) if plain(text) && serde_json::from_str::<Value>(text).is_err() => {
			text.clone()
		}
		_ => {
			let json = value.to_string();
			if plain(&json) {
				json
			} else {
				format!("'{}'", json.replace('\'', "'\\''"))
			}
		}
	}
}

/// Encode the call of this name, such as `Offices.establish`, with arguments typed as `name=value`.
///
/// # Errors
/// When there is no such call, or an argument is missing, unknown or of another type.
pub fn encode(metadata: &Metadata, name: &str, arguments: &[impl AsRef<str>]) -> Result<Call> {
	let found = find(metadata, name)?;
	let mut given = Map::new();
	for argument in arguments {
		let (name, value) = argument.as_ref().split_once('=').ok_or_else(|| {
			usage(format!(
				"{:?} is no argument; write NAME=VALUE. The call is {}",
				argument.as_ref(),
				signature(metadata.types(), &found)
			))
		})?;
		if given.insert(name.trim().into(), parse(value)?).is_some() {
			return Err(usage(format!(
				"the argument {name:?} is given twice; leave one out"
			)));
		}
	}
	let mut bytes = vec![found.pallet_index, found.call.index];
	let fields = &found.call.fields;
	encode::arguments(metadata.types(), fields, &given, &mut bytes).map_err(|error| {
		error.context(format!(
			"the call cannot be made. It is {}",
			signature(metadata.types(), &found)
		))
	})?;
	Ok(Call(bytes))
}

/// Read an encoded call.
///
/// # Errors
/// When the bytes are no call of this chain, or not one call alone.
pub fn read(metadata: &Metadata, bytes: &[u8]) -> Result<Written> {
	let no_call = || anyhow!("the bytes are no call of this chain");
	let [pallet, call, input @ ..] = bytes else {
		return Err(no_call());
	};
	let pallet = metadata.pallet_by_call_index(*pallet).ok_or_else(no_call)?;
	let call = pallet.call_variant_by_index(*call).ok_or_else(no_call)?;
	let input = &mut &*input;
	let mut arguments = Vec::new();
	for field in &call.fields {
		let value = decode::value(metadata.types(), field.ty.id, input, MAX_DEPTH)?;
		arguments.push((field.name.clone().unwrap_or_default(), value));
	}
	if !input.is_empty() {
		return Err(anyhow!(
			"{} bytes follow the call {}.{}",
			input.len(),
			pallet.name(),
			call.name
		));
	}
	Ok(Written {
		name: format!("{}.{}", pallet.name(), call.name),
		arguments,
	})
}

/// All calls of a pallet, each with the names and types of its arguments.
pub fn list(metadata: &Metadata, pallet: &str) -> Result<Vec<String>> {
	let found = metadata
		.pallets()
		.find(|found| found.name().eq_ignore_ascii_case(pallet))
		.ok_or_else(|| {
			let names: Vec<&str> = metadata
				.pallets()
				.filter(|pallet| {
					pallet
						.call_variants()
						.is_some_and(|calls| !calls.is_empty())
				})
				.map(|pallet| pallet.name())
				.collect();
			usage(format!(
				"the chain has no pallet {pallet:?}; those with calls are {}",
				names.join(", ")
			))
		})?;
	let calls = found.call_variants().unwrap_or_default();
	let named = calls.iter().map(|call| Named {
		pallet: found.name().to_string(),
		pallet_index: found.call_index(),
		call,
	});
	Ok(named
		.map(|named| signature(metadata.types(), &named))
		.collect())
}

fn find<'a>(metadata: &'a Metadata, name: &str) -> Result<Named<'a>> {
	let (pallet, call) = name.split_once('.').ok_or_else(|| {
		usage(format!(
			"{name:?} names no call; write PALLET.CALL, such as Offices.establish"
		))
	})?;
	// An unknown pallet is said there.
	let known = list(metadata, pallet)?;
	metadata
		.pallets()
		.filter(|found| found.name().eq_ignore_ascii_case(pallet))
		.find_map(|found| {
			Some(Named {
				pallet: found.name().to_string(),
				pallet_index: found.call_index(),
				call: found.call_variant_by_name(call)?,
			})
		})
		.ok_or_else(|| {
			usage(format!(
				"the pallet {pallet} has no call {call:?}; it has:\n  {}",
				known.join("\n  ")
			))
		})
}

/// `Pallet.call name=TYPE …`
fn signature(types: &PortableRegistry, named: &Named<'_>) -> String {
	let arguments = named.call.fields.iter().map(|field| {
		let name = field.name.as_deref().unwrap_or("?");
		format!(" {name}={}", kind(types, field))
	});
	let arguments: String = arguments.collect();
	format!("{}.{}{arguments}", named.pallet, named.call.name)
}

/// What a field takes, in a word.
fn kind(types: &PortableRegistry, field: &Field<PortableForm>) -> String {
	let id = field.ty.id;
	let Some(inner) = innermost(types, id) else {
		return "?".into();
	};
	let path = inner.path.segments.last().map(String::as_str);
	match (&inner.type_def, path) {
		(_, Some("AccountId32")) => "ADDRESS".into(),
		(TypeDef::Primitive(_) | TypeDef::Compact(_), _) => match primitive(inner) {
			Some("bool") => "true|false".into(),
			Some("str") => "TEXT".into(),
			_ => "NUMBER".into(),
		},
		(TypeDef::Sequence(list), _) if is_byte(types, list.type_param.id) => "TEXT|0xHEX".into(),
		(TypeDef::Array(list), _) if is_byte(types, list.type_param.id) => "0xHEX".into(),
		(TypeDef::Variant(choice), Some("Option")) => choice
			.variants
			.iter()
			.flat_map(|variant| &variant.fields)
			.map(|field| format!("{}|null", kind(types, field)))
			.collect(),
		(TypeDef::Variant(choice), _) if choice.variants.len() <= 8 => {
			let names = choice.variants.iter().map(|variant| variant.name.as_str());
			names.collect::<Vec<_>>().join("|")
		}
		(TypeDef::Composite(record), _) => {
			let names = record.fields.iter().map(|field| {
				let name = field.name.as_deref().unwrap_or("?");
				format!("\"{name}\": {}", kind(types, field))
			});
			format!("{{{}}}", names.collect::<Vec<_>>().join(", "))
		}
		(TypeDef::Sequence(_) | TypeDef::Array(_) | TypeDef::Tuple(_), _) => "[…]".into(),
		_ => field.type_name.clone().unwrap_or_else(|| "?".into()),
	}
}

fn primitive(found: &Type<PortableForm>) -> Option<&'static str> {
	use scale_info::TypeDefPrimitive as P;
	match &found.type_def {
		TypeDef::Primitive(P::Bool) => Some("bool"),
		TypeDef::Primitive(P::Str) => Some("str"),
		_ => None,
	}
}

/// The type itself, or what is in it if it only wraps another without a name.
fn innermost(types: &PortableRegistry, id: u32) -> Option<&Type<PortableForm>> {
	let mut seen = HashSet::new();
	let mut id = id;
	while seen.insert(id) {
		let found = types.resolve(id)?;
		let path = found.path.segments.last().map(String::as_str);
		match &found.type_def {
			TypeDef::Composite(record) if path != Some("AccountId32") => {
				match record.fields.as_slice() {
					[only] if only.name.is_none() => id = only.ty.id,
					_ => return Some(found),
				}
			}
			_ => return Some(found),
		}
	}
	None
}

fn is_byte(types: &PortableRegistry, id: u32) -> bool {
	let found = types.resolve(id);
	found.is_some_and(|found| {
		matches!(
			found.type_def,
			TypeDef::Primitive(scale_info::TypeDefPrimitive::U8)
		)
	})
}

fn is_account(found: &Type<PortableForm>) -> bool {
	found
		.path
		.segments
		.last()
		.is_some_and(|name| name == "AccountId32")
}

fn is_option(found: &Type<PortableForm>) -> bool {
	found.path.segments.len() == 1 && found.path.segments[0] == "Option"
}

/// What was typed for an argument: JSON, a bare word, or `@` and a file with JSON.
fn parse(value: &str) -> Result<Value> {
	let Some(path) = value.strip_prefix('@') else {
		let bare = || Value::String(value.into());
		return Ok(serde_json::from_str(value).unwrap_or_else(|_| bare()));
	};
	let text = fs::read_to_string(path)
		.map_err(|error| anyhow!("cannot read {path} ({error}); check the path"))?;
	serde_json::from_str(&text).map_err(|error| usage(format!("{path} is no JSON: {error}")))
}
