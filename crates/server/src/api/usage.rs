//! Use of quota: what members see of it, and what the e-sign system reports (RULES §7).

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use api::answers::Page;
use api::paths::{CONTRACT_SIGNING, CONTRACT_WITHDRAWAL, USAGE_DAYS, USAGE_ENTRIES, USAGE_REPORTS};
use api::requests::{ReportedUse, SigningReported, UsesReported, Withdrawal};
use axum::extract::State;
use chrono::NaiveDate;
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{QuotaKind, SubjectId};
use schemars::JsonSchema;
use serde::Deserialize;
use service::{LedgerQuery, LedgerRow, NamedUse};

use super::answer::{Done, Known, Tagged};
use super::caller::Member;
use super::describe::{Said, said};
use super::key::Sender;
use super::paging::PageAsked;
use super::partner::Signed;
use super::request::{At, Parameters, WireBody};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Usage";

/// The most uses in one report.
const MOST_USES: usize = 10_000;

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let days =
        Said { id: "usageDays", tag: TAG, does: "What was used of one kind, day by day (QUOTA-5).", refusals: &[403] };
    let entries = Said {
        id: "usageEntries",
        tag: TAG,
        does: "The ledger of one kind, the newest first: a row for each unit that was spent.",
        refusals: &[403],
    };
    let report = Said {
        id: "reportUses",
        tag: TAG,
        does: "Uses of one account, up to 10,000: all of them count or none, each once however often it is reported \
            (QUOTA-1, QUOTA-6).",
        refusals: &[409],
    };
    let withdrawal = Said {
        id: "withdrawContract",
        tag: TAG,
        does: "That a contract was withdrawn; its unit comes back, or is void where its batch ended (QUOTA-2).",
        refusals: &[404, 409],
    };
    let signing = Said {
        id: "reportSigning",
        tag: TAG,
        does: "How far a contract has come; what is over stays as it is (QUOTA-2).",
        refusals: &[],
    };
    ApiRouter::new()
        .api_route(USAGE_DAYS, get_with(usage_days::<B>, said(days)))
        .api_route(USAGE_ENTRIES, get_with(usage_entries::<B>, said(entries)))
        .api_route(USAGE_REPORTS, post_with(report_uses::<B>, said(report)))
        .api_route(CONTRACT_WITHDRAWAL, post_with(withdraw_contract::<B>, said(withdrawal)))
        .api_route(CONTRACT_SIGNING, post_with(report_signing::<B>, said(signing)))
}

/// Which days are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DaysWanted {
    /// Of which kind.
    quota: QuotaKind,
    /// The first day in Shanghai.
    #[serde(default, deserialize_with = "super::parameter::day")]
    from: Option<NaiveDate>,
    /// The last day in Shanghai.
    #[serde(default, deserialize_with = "super::parameter::day")]
    until: Option<NaiveDate>,
}

/// Which rows of the ledger are wanted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct EntriesWanted {
    /// Of which kind.
    quota: QuotaKind,
    /// The first day in Shanghai.
    #[serde(default, deserialize_with = "super::parameter::day")]
    from: Option<NaiveDate>,
    /// The last day in Shanghai.
    #[serde(default, deserialize_with = "super::parameter::day")]
    until: Option<NaiveDate>,
    /// Which page; the first is 1.
    #[serde(default)]
    #[schemars(range(min = 1))]
    page: Option<u64>,
    /// How many rows are on one.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    page_rows: Option<u32>,
}

/// A contract in the path.
#[derive(Debug, Deserialize, JsonSchema)]
struct ContractPath {
    /// Its number.
    contract: SubjectId,
}

async fn usage_days<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Parameters(wanted): Parameters<DaysWanted>,
    known: Known,
) -> Result<Tagged<Vec<DayUse>>, Unanswered> {
    let range = range(wanted.from, wanted.until);
    known.or(&api.shop.use_by_days(&member.session, member.channel, wanted.quota, range).await?)
}

async fn usage_entries<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    Parameters(wanted): Parameters<EntriesWanted>,
    known: Known,
) -> Result<Tagged<Page<LedgerRow>>, Unanswered> {
    let PageAsked { number, rows } = PageAsked::of(wanted.page, wanted.page_rows)?;
    let range = range(wanted.from, wanted.until);
    let asked = LedgerQuery { quota: wanted.quota, range, number, page_rows: rows };
    let page = api.shop.ledger_page(&member.session, member.channel, &asked).await?;
    known.or(&Page { rows: page.rows, page: page.number, pages: page.pages, total: page.total })
}

async fn report_uses<B: Backing>(
    State(api): State<Api<B>>,
    Signed { body, key }: Signed<UsesReported>,
) -> Result<Done, Unanswered> {
    api.claim(&key, Sender::ESignSystem).await?;
    let named = |one: ReportedUse| NamedUse { used: Use { quota: one.quota, subject: one.subject }, name: one.name };
    let uses: Vec<NamedUse> = body.uses.into_iter().map(named).collect();
    api.shop.report_uses(&body.account, &uses).await?;
    Ok(Done)
}

async fn withdraw_contract<B: Backing>(
    State(api): State<Api<B>>,
    At(ContractPath { contract }): At<ContractPath>,
    Signed { body, key }: Signed<Withdrawal>,
) -> Result<Done, Unanswered> {
    api.claim(&key, Sender::ESignSystem).await?;
    api.shop.withdraw(&body.account, &contract).await?;
    Ok(Done)
}

async fn report_signing<B: Backing>(
    State(api): State<Api<B>>,
    At(ContractPath { contract }): At<ContractPath>,
    Signed { body, key }: Signed<SigningReported>,
) -> Result<Done, Unanswered> {
    api.claim(&key, Sender::ESignSystem).await?;
    api.shop.report_signing(&body.account, &contract, body.signing).await?;
    Ok(Done)
}

/// The days asked for; what is not said does not limit them.
fn range(from: Option<NaiveDate>, until: Option<NaiveDate>) -> DayRange {
    DayRange { first: from.unwrap_or(NaiveDate::MIN), last: until.unwrap_or(NaiveDate::MAX) }
}

fn is_long(id: &str) -> bool {
    id.is_empty() || id.len() > super::LONGEST_NAME
}

impl WireBody for UsesReported {
    const MOST_BYTES: usize = 8 * 1024 * 1024;

    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        let is_many = !(1..=MOST_USES).contains(&self.uses.len());
        let is_named = |one: &ReportedUse| !is_long(one.subject.as_str()) && one.name.len() <= 500;
        let places = [
            ("account", is_long(self.account.as_str()), "1 to 200 bytes"),
            ("uses", is_many, "1 to 10000 of them"),
            ("uses", !self.uses.iter().all(is_named), "a subject has 1 to 200 bytes, a name 500 at most"),
        ];
        places.into_iter().find(|(_, is_overlong, _)| *is_overlong).map(|(place, _, detail)| (place, detail))
    }
}

impl WireBody for Withdrawal {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        is_long(self.account.as_str()).then_some(("account", "1 to 200 bytes"))
    }
}

impl WireBody for SigningReported {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        is_long(self.account.as_str()).then_some(("account", "1 to 200 bytes"))
    }
}
