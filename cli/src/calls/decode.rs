//! From the bytes of a type to JSON. The bytes come from the chain, so nobody vouches for them.

use super::{is_account, is_byte, is_option};
use crate::{identity::address, output::hex};
use anyhow::{anyhow, Result};
use codec::{Compact, Decode};
use scale_info::{
	form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive, TypeDefVariant,
};
use serde_json::{Map, Value};

/// Most elements of one list: more are no call that people read.
const MAX_ELEMENTS: u32 = 65_536;

/// Read a value of the type, and pass the input over it.
pub fn value(types: &PortableRegistry, id: u32, input: &mut &[u8], depth: u32) -> Result<Value> {
	let depth = depth
		.checked_sub(1)
		.ok_or_else(|| anyhow!("the call is nested too deeply to be shown"))?;
	let found = types
		.resolve(id)
		.ok_or_else(|| anyhow!("the chain does not describe type {id}; ask another node"))?;
	if is_account(found) {
		return Ok(address(&<[u8; 32]>::decode(input)?).into());
	}
	match &found.type_def {
		TypeDef::Primitive(kind) => primitive(kind, input),
		TypeDef::Compact(_) => Ok(number(Compact::<u128>::decode(input)?.0)),
		TypeDef::Composite(all) => fields(types, &all.fields, input, depth),
		TypeDef::Variant(choice) if is_option(found) => option(types, choice, input, depth),
		TypeDef::Variant(choice) => variant(types, choice, input, depth),
		TypeDef::Sequence(list) => {
			let Compact(length) = Compact::<u32>::decode(input)?;
			if is_byte(types, list.type_param.id) {
				return Ok(text(take(input, length)?));
			}
			elements(types, list.type_param.id, length, input, depth)
		}
		TypeDef::Array(list) if is_byte(types, list.type_param.id) => {
			Ok(hex(take(input, list.len)?).into())
		}
		TypeDef::Array(list) => elements(types, list.type_param.id, list.len, input, depth),
		TypeDef::Tuple(tuple) if tuple.fields.is_empty() => Ok(Value::Null),
		TypeDef::Tuple(tuple) => {
			let members = tuple.fields.iter();
			let all = members.map(|member| value(types, member.id, input, depth));
			Ok(Value::Array(all.collect::<Result<_>>()?))
		}
		TypeDef::BitSequence(_) => Err(anyhow!("the call holds bits, which cannot be shown")),
	}
}

fn fields(
	types: &PortableRegistry,
	fields: &[Field<PortableForm>],
	input: &mut &[u8],
	depth: u32,
) -> Result<Value> {
	match fields {
		[] => Ok(Value::Null),
		[only] if only.name.is_none() => value(types, only.ty.id, input, depth),
		_ if fields.iter().all(|field| field.name.is_some()) => {
			let mut record = Map::new();
			for field in fields {
				let name = field.name.clone().unwrap_or_default();
				record.insert(name, value(types, field.ty.id, input, depth)?);
			}
			Ok(Value::Object(record))
		}
		_ => {
			let all = fields
				.iter()
				.map(|field| value(types, field.ty.id, input, depth));
			Ok(Value::Array(all.collect::<Result<_>>()?))
		}
	}
}

fn option(
	types: &PortableRegistry,
	choice: &TypeDefVariant<PortableForm>,
	input: &mut &[u8],
	depth: u32,
) -> Result<Value> {
	let index = u8::decode(input)?;
	let chosen = choice.variants.iter().find(|one| one.index == index);
	let chosen = chosen.ok_or_else(|| anyhow!("the call holds an unknown choice"))?;
	fields(types, &chosen.fields, input, depth)
}

fn variant(
	types: &PortableRegistry,
	choice: &TypeDefVariant<PortableForm>,
	input: &mut &[u8],
	depth: u32,
) -> Result<Value> {
	let index = u8::decode(input)?;
	let chosen = choice.variants.iter().find(|one| one.index == index);
	let chosen = chosen.ok_or_else(|| anyhow!("the call holds an unknown choice"))?;
	if chosen.fields.is_empty() {
		return Ok(chosen.name.clone().into());
	}
	let held = fields(types, &chosen.fields, input, depth)?;
	Ok(Value::Object(
		[(chosen.name.clone(), held)].into_iter().collect(),
	))
}

fn elements(
	types: &PortableRegistry,
	id: u32,
	length: u32,
	input: &mut &[u8],
	depth: u32,
) -> Result<Value> {
	if length > MAX_ELEMENTS {
		return Err(anyhow!("the call holds a list of {length} elements"));
	}
	let all = (0..length).map(|_| value(types, id, input, depth));
	Ok(Value::Array(all.collect::<Result<_>>()?))
}

fn take<'a>(input: &mut &'a [u8], length: u32) -> Result<&'a [u8]> {
	let (taken, rest) = input
		.split_at_checked(usize::try_from(length)?)
		.ok_or_else(|| anyhow!("the call breaks off"))?;
	*input = rest;
	Ok(taken)
}

/// Bytes as the text they are, if they can be typed as such and would give the same bytes again.
fn text(bytes: &[u8]) -> Value {
	match std::str::from_utf8(bytes) {
		Ok(text) if !text.starts_with("0x") && !text.chars().any(char::is_control) => text.into(),
		_ => hex(bytes).into(),
	}
}

/// A number, or its digits where JSON's numbers end.
fn number(number: u128) -> Value {
	match u64::try_from(number) {
		Ok(number) => number.into(),
		Err(_) => number.to_string().into(),
	}
}

fn primitive(kind: &TypeDefPrimitive, input: &mut &[u8]) -> Result<Value> {
	use TypeDefPrimitive as P;
	Ok(match kind {
		P::Bool => bool::decode(input)?.into(),
		P::Str => crate::output::text(String::decode(input)?.as_bytes()).into(),
		P::U8 => u8::decode(input)?.into(),
		P::U16 => u16::decode(input)?.into(),
		P::U32 => u32::decode(input)?.into(),
		P::U64 => u64::decode(input)?.into(),
		P::U128 => number(u128::decode(input)?),
		P::I8 => i8::decode(input)?.into(),
		P::I16 => i16::decode(input)?.into(),
		P::I32 => i32::decode(input)?.into(),
		P::I64 => i64::decode(input)?.into(),
		P::I128 => i128::decode(input)?.to_string().into(),
		P::Char | P::U256 | P::I256 => {
			return Err(anyhow!("the call holds a number that cannot be shown"))
		}
	})
}
