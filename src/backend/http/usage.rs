//! Usage over HTTP.

use api::Failure;
use api::answers::Page;
use api::paths::{USAGE_DAYS, USAGE_ENTRIES};
use rules::usage::{DayRange, DayUse};
use rules::vocabulary::{Channel, QuotaKind};
use service::{LedgerPage, LedgerQuery, LedgerRow};

use super::HttpBackend;
use super::request::Request;

/// The most rows that the server puts on one page.
const MOST_ROWS: u32 = 200;

/// What the shop asks of its backend; the channel is the session's (CH-12).
impl HttpBackend {
    pub(in crate::backend) async fn use_by_days(
        &self,
        _: Channel,
        quota: QuotaKind,
        range: DayRange,
    ) -> Result<Vec<DayUse>, Failure> {
        self.ask(within(Request::get(USAGE_DAYS).about("quota", quota.code()), range)).await
    }

    pub(in crate::backend) async fn ledger_page(&self, _: Channel, asked: &LedgerQuery) -> Result<LedgerPage, Failure> {
        let request = within(Request::get(USAGE_ENTRIES).about("quota", asked.quota.code()), asked.range);
        let request = request.about("page", asked.number).about("page_rows", asked.page_rows.min(MOST_ROWS));
        let Page { rows, page, pages, total }: Page<LedgerRow> = self.ask(request).await?;
        Ok(LedgerPage { rows, number: page, pages, total })
    }
}

fn within(request: Request, range: DayRange) -> Request {
    request.about("from", range.first).about("until", range.last)
}
