//! How the verbs are typed.

use crate::{
	commands,
	output::{Context, Usage, Verdict, EXIT_REFUSED, EXIT_USAGE},
};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::{
	io::{self, Write},
	path::PathBuf,
	process::ExitCode,
};

const AFTER_HELP: &str = "\
Exit codes:
  0  everything went as asked
  1  an audit found a difference, or the chain or this command refused
  2  the command was typed wrongly

Examples:
  veche key new ann                       make a key
  veche poll watch 3                      see the live count of poll 3
  veche office watch 3                    see how an office stands with its people
  veche vote 3 --key ann '2>1=3'          vote anonymously
  veche bill watch 3                      see how far bill 3 is on its way to a law
  veche jury serve --key ann              claim seats on juries, be told when you are drawn
  veche audit 3                           count poll 3 again from its blocks";

/// The people's assembly on a chain: vote, watch, audit.
#[derive(Parser, Debug)]
#[command(name = "veche", version, about, after_help = AFTER_HELP)]
pub struct Cli {
	/// Address of the node.
	#[arg(
		long,
		global = true,
		env = "VECHE_URL",
		default_value = "ws://127.0.0.1:9944"
	)]
	pub url: String,
	/// Answer in JSON.
	#[arg(long, global = true)]
	pub json: bool,
	/// Folder with this user's files [default: ~/.veche].
	#[arg(long, global = true, env = "VECHE_HOME", value_name = "FOLDER")]
	pub veche_home: Option<PathBuf>,
	/// File with the passphrase of the keys; else VECHE_PASSPHRASE, else it is asked for.
	#[arg(long, global = true, value_name = "FILE")]
	pub passphrase_file: Option<PathBuf>,
	/// What to do.
	#[command(subcommand)]
	pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
	/// Keys of persons: an account for public acts, a voting key for ballots.
	#[command(subcommand)]
	Key(commands::key::Command),
	/// For registrars: tags, attestations, revocations.
	#[command(subcommand)]
	Registrar(commands::registrar::Command),
	/// Credentials: what people are qualified for, given with consent, shown field by field.
	#[command(subcommand)]
	Credential(commands::credential::Command),
	/// Sign in at a service: as a person, or as an alias that only this service knows.
	SignIn(commands::sign_in::Opts),
	/// Electoral rolls, precincts and their rings.
	#[command(subcommand)]
	Roll(commands::roll::Command),
	/// Votes anyone may start.
	#[command(subcommand)]
	Initiative(commands::initiative::Command),
	/// Offices: who holds them, how they answer to the people.
	#[command(subcommand)]
	Office(commands::office::Command),
	/// Pledges of those in office: claim, excuse, see how they were judged.
	#[command(subcommand)]
	Pledge(commands::pledge::Command),
	/// What is known of a person in public life: mandates, ratings, pledges, recalls, credentials.
	Portrait(commands::portrait::Opts),
	/// Stand for an office, with pledges.
	#[command(subcommand)]
	Candidate(commands::candidate::Command),
	/// Elections: list, show, watch live.
	#[command(subcommand)]
	Election(commands::election::Command),
	/// Bills: bring one in, show, watch, make its call.
	#[command(subcommand)]
	Bill(commands::bill::Command),
	/// For jurists: claim a seat on a panel drawn by lot, vote on it, be reminded.
	#[command(subcommand)]
	Jury(commands::jury::Command),
	/// The register of laws: list, show, verify a text, object before a bill is law, bring new code.
	#[command(subcommand)]
	Law(commands::law::Command),
	/// Polls: list, show, watch live.
	#[command(subcommand)]
	Poll(commands::poll::Command),
	/// Vote in a poll, anonymously.
	Vote(commands::vote::Opts),
	/// Send ballots made earlier with `vote --out`.
	Cast(commands::cast::Opts),
	/// Count a poll again from its blocks, every proof verified, and compare.
	Audit(commands::audit::Opts),
	/// Count a BLT file of ballots with the chain's own rules, off chain.
	Tally(commands::tally::Opts),
	/// Hold a real election on a chain of your own, before your eyes.
	Demo(commands::demo::Opts),
}

impl Cli {
	/// What all verbs share.
	pub fn context(&self) -> Context {
		let home = self.veche_home.clone().unwrap_or_else(|| {
			let user = std::env::var_os("HOME")
				.map(PathBuf::from)
				.unwrap_or_default();
			user.join(".veche")
		});
		Context {
			url: self.url.clone(),
			json: self.json,
			home,
			passphrase_file: self.passphrase_file.clone(),
		}
	}

	/// Do it, answering on `out`.
	pub async fn run(self, out: &mut impl Write) -> Result<Verdict> {
		let ctx = self.context();
		match self.command {
			Command::Key(command) => commands::key::run(command, &ctx, out).await,
			Command::Registrar(command) => commands::registrar::run(command, &ctx, out).await,
			Command::Credential(command) => commands::credential::run(command, &ctx, out).await,
			Command::SignIn(opts) => commands::sign_in::run(opts, &ctx, out).await,
			Command::Roll(command) => commands::roll::run(command, &ctx, out).await,
			Command::Initiative(command) => commands::initiative::run(command, &ctx, out).await,
			Command::Office(command) => commands::office::run(command, &ctx, out).await,
			Command::Pledge(command) => commands::pledge::run(command, &ctx, out).await,
			Command::Portrait(opts) => commands::portrait::run(opts, &ctx, out).await,
			Command::Candidate(command) => commands::candidate::run(command, &ctx, out).await,
			Command::Election(command) => commands::election::run(command, &ctx, out).await,
			Command::Bill(command) => commands::bill::run(command, &ctx, out).await,
			Command::Jury(command) => commands::jury::run(command, &ctx, out).await,
			Command::Law(command) => commands::law::run(command, &ctx, out).await,
			Command::Poll(command) => commands::poll::run(command, &ctx, out).await,
			Command::Vote(opts) => commands::vote::run(opts, &ctx, out).await,
			Command::Cast(opts) => commands::cast::run(opts, &ctx, out).await,
			Command::Audit(opts) => commands::audit::run(opts, &ctx, out).await,
			Command::Tally(opts) => commands::tally::run(opts, &ctx, out).await,
			Command::Demo(opts) => commands::demo::run(opts, &ctx, out).await,
		}
	}
}

/// Parse the command line, do what it says, and say how it went.
pub async fn main() -> ExitCode {
	let cli = Cli::parse();
	let json = cli.json;
	match cli.run(&mut io::stdout()).await {
		Ok(verdict) => verdict.into(),
		Err(error) => report(&error, json),
	}
}

/// Print an error; the exit code for it.
fn report(error: &anyhow::Error, json: bool) -> ExitCode {
	// Whoever reads our output has closed it: `veche poll list | head`. Nothing to say.
	let closed = |cause: &(dyn std::error::Error + 'static)| {
		let cause = cause.downcast_ref::<io::Error>();
		cause.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
	};
	if error.chain().any(closed) {
		return ExitCode::SUCCESS;
	}
	if json {
		eprintln!("{}", serde_json::json!({ "error": format!("{error:#}") }));
	} else {
		eprintln!("error: {error:#}");
	}
	ExitCode::from(if error.is::<Usage>() {
		EXIT_USAGE
	} else {
		EXIT_REFUSED
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn command_line_is_consistent() {
		Cli::command().debug_assert();
	}

	#[test]
	fn vote_takes_poll_key_and_answers() {
		let cli =
			Cli::try_parse_from(["veche", "vote", "3", "--key", "ann", "2>1=3", "yes"]).unwrap();
		let Command::Vote(opts) = cli.command else {
			panic!("not a vote")
		};
		assert_eq!(
			(opts.poll, opts.choices),
			(3, vec!["2>1=3".to_string(), "yes".into()])
		);
	}

	#[test]
	fn every_verb_is_read_as_its_help_says() {
		for line in [
			"key new ann",
			"key show ann",
			"key list",
			"key address //Alice",
			"key card ann --out card --genesis 00",
			"key rotate ann",
			"key forget-old ann",
			"key forget-old ann --unasked",
			"registrar new-secret --out f",
			"registrar tag --secret-file f MP1",
			"registrar attest --key r --card f --tag 00 --home BY --stratum diaspora --valid-days 9",
			"registrar revoke --key r 7 --reason 2",
			"credential schema open --key school --title A --purpose B --publicity public",
			"credential schema open --key s --title A --purpose B --publicity anonymous --valid-blocks 9",
			"credential schema close 3 --key school",
			"credential schema list",
			"credential schema show 3",
			"credential issue 3 --key school --holder 7 --fields degree=law year=2026 --out f",
			"credential issue 3 --key school --holder 7 --fields f.json --out f",
			"credential offer 3 --key school --holder 7 --commitment 00",
			"credential withdraw 3 --key school --holder 7 --reason 1",
			"credential extend 3 --key school --holder 7 --expires 900",
			"credential accept 3 --key ann",
			"credential reject 3 --key ann",
			"credential seal 3 --key ann",
			"credential keep f --key ann",
			"credential kept",
			"credential present 3 --key ann --field degree --field year --out f",
			"credential verify f",
			"credential show 7",
			"credential list",
			"credential list 3",
			"sign-in f --key ann --as person --out g",
			"sign-in --key ann f --unit BY --out g",
			"sign-in f --key ann --as alias --credential 3 --out g",
			"roll show BY",
			"roll verify 4 --epoch 1.0",
			"roll status",
			"initiative start --key ann --unit BY --title A --method plurality --option a --option b",
			"initiative start --key ann --unit BY --paper f",
			"initiative show 1",
			"initiative list BY",
			"initiative support 1 --key ann",
			"office show BY-BR-04-01",
			"office show 3",
			"office history 3 --limit 5",
			"office resign 3 --key ann",
			"office watch 3 --once",
			"office rounds 3 --limit 5",
			"office explain 3 --key ann --words Flood",
			"office explain 3 --key ann --words-file f --text g",
			"office petition 3 --key ann",
			"pledge list 5",
			"pledge judgements BY-BR-04-01",
			"pledge claim 5 0 --key ann --evidence f",
			"pledge excuse 5 1 --key ann --reason Flood --text f",
			"portrait 7",
			"portrait //Alice --html f",
			"candidate stand 2 --key ann --name Ann",
			"candidate stand 2 --key ann --name Ann --programme f --pledges g.toml",
			"candidate pledge 2 --key ann --pledges g.json",
			"candidate withdraw 2 --key ann",
			"candidate show 2",
			"candidate show 2 7",
			"election list --unit BY --running --limit 3",
			"election show 2",
			"election watch 2 --once",
			"bill submit --office 3 --class statute --title A --text f --amends 2 --key ann",
			"bill submit --propose --unit BY --class upgrade --title A --call 00 --repeals 2 --key ann",
			"bill submit --propose --unit BY --class parameter --title A --call-file f --key ann",
			"bill show 3",
			"bill watch 3 --once",
			"bill list BY",
			"bill call Offices",
			"bill call Offices.establish title=A term=9 --out f",
			"jury ticket 3 --key ann --precinct 4 --second-node ws://h:1 --finalized --show-alias",
			"jury vote 3 yes --key ann --show-alias --finalized",
			"jury status 3",
			"jury status 3 --key ann --show-alias",
			"jury serve --key ann --bill 3 --once --show-alias",
			"law list",
			"law list BY",
			"law show 4",
			"law verify f",
			"law verify f --law 4",
			"law petition 3 --key ann",
			"law upgrade f",
			"law upgrade f --check",
			"law upgrade f --check --bill 3",
			"poll list --open --limit 3",
			"poll show 1",
			"poll watch 1 --once",
			"vote 1 --key ann yes --counter 2 --precinct 0 --out f --finalized --second-node ws://h:1",
			"cast f g --batch --finalized",
			"audit 1 --export f",
			"audit --bundle f",
			"tally f --method approval",
			"demo --voters 9",
			"demo --act election --voters 12 --json",
		] {
			let words = ["veche"].into_iter().chain(line.split(' '));
			let parsed = Cli::try_parse_from(words);
			assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
		}
	}

	#[test]
	fn sign_in_hides_in_a_unit_or_among_holders_but_not_in_both() {
		let both = "sign-in f --key ann --unit BY --credential 3 --out g";
		let words = ["veche"].into_iter().chain(both.split(' '));
		assert!(Cli::try_parse_from(words).is_err());
	}

	#[test]
	fn bill_is_submitted_or_proposed_and_changes_one_law_at_most() {
		for line in [
			"bill submit --class statute --title A --text f --key ann",
			"bill submit --propose --class statute --title A --text f --key ann",
			"bill submit --propose --office 3 --unit BY --class statute --title A --text f --key ann",
			"bill submit --office 3 --class law --title A --text f --key ann",
			"bill submit --office 3 --class statute --title A --amends 1 --repeals 2 --key ann",
			"bill submit --office 3 --class upgrade --title A --call 00 --call-file f --key ann",
			"jury vote 3 maybe --key ann",
			"jury status 3 --show-alias",
		] {
			let words = ["veche"].into_iter().chain(line.split(' '));
			assert!(Cli::try_parse_from(words).is_err(), "{line}");
		}
	}

	#[test]
	fn code_is_only_compared_when_a_bill_is_named() {
		let words = "veche law upgrade f --bill 3".split(' ');
		assert!(Cli::try_parse_from(words).is_err());
	}

	#[test]
	fn explanation_is_given_once_as_words_or_as_a_file() {
		for line in [
			"office explain 3 --key ann",
			"office explain 3 --key ann --words Flood --words-file f",
		] {
			let words = ["veche"].into_iter().chain(line.split(' '));
			assert!(Cli::try_parse_from(words).is_err(), "{line}");
		}
	}

	#[test]
	fn json_and_url_stand_after_any_verb() {
		let cli =
			Cli::try_parse_from(["veche", "poll", "list", "--json", "--url", "ws://h:1"]).unwrap();
		assert!(cli.json);
		assert_eq!(cli.url, "ws://h:1");
	}
}
