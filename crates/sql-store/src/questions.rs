//! Questions that nearly every request asks: each statement answers those of everybody who waits with the same one.

use serde_json::Value as Json;

use crate::failure::{SqlFailure, unfit};
use crate::gathered::Gathered;
use crate::open::SqlStore;
use crate::statement::{Row, Sql};

/// What was found for one who asked.
type Found = Result<Vec<Row>, SqlFailure>;

/// A statement whose `$1` is a JSON array of keys, each an array of its values. The first column of a row is the place in it
/// of the key that the row belongs to, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question(pub(crate) Sql);

/// Who waits for which answer.
#[derive(Clone, Debug)]
pub(crate) struct Questions {
    pub(crate) sessions: Gathered<Json, Found>,
    pub(crate) histories: Gathered<Json, Found>,
}

impl Default for Questions {
    /// An answer takes the database so little that more come together the fewer ways there are.
    fn default() -> Self {
        Self { sessions: Gathered::by_ways(1), histories: Gathered::by_ways(1) }
    }
}

impl SqlStore {
    /// The rows of one key, found together with those of whoever asks the same meanwhile.
    pub(crate) async fn find_together(&self, question: Question, asked: &Gathered<Json, Found>, key: Json) -> Found {
        let store = self.clone();
        let found = asked.ask(key, move |keys| {
            let store = store.clone();
            async move { store.find_all(question, keys).await }
        });
        found.await.unwrap_or_else(|| Err(unfit("no answer came in time").into()))
    }

    /// The rows of one key, for an answer that is too long to let others wait for it.
    pub(crate) async fn find_alone(&self, question: Question, key: Json) -> Found {
        self.find(question.0, &[(&Json::Array(vec![key]).to_string()).into()]).await
    }

    async fn find_all(&self, question: Question, keys: Vec<Json>) -> Vec<Found> {
        let count = keys.len();
        let asked = Json::Array(keys);
        let rows = self.find(question.0, &[(&asked.to_string()).into()]).await;
        match rows.and_then(|rows| each_its_own(rows, count)) {
            Ok(found) => found.into_iter().map(Ok).collect(),
            Err(SqlFailure::Unfit(_)) if count > 1 => self.find_one_by_one(question, asked).await,
            Err(failure) => (0..count).map(|_| Err(failure.clone())).collect(),
        }
    }

    /// What one of them asks that cannot be answered is nobody else's loss.
    async fn find_one_by_one(&self, question: Question, asked: Json) -> Vec<Found> {
        let Json::Array(keys) = asked else {
            return Vec::new();
        };
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            found.push(self.find_alone(question, key).await);
        }
        found
    }

    pub(crate) const fn questions(&self) -> &Questions {
        match self {
            Self::Sqlite(file) => &file.questions,
            Self::Postgres(server) => &server.questions,
        }
    }
}

/// The rows of each key, in the order that they were found in.
fn each_its_own(rows: Vec<Row>, keys: usize) -> Result<Vec<Vec<Row>>, SqlFailure> {
    let mut found: Vec<Vec<Row>> = (0..keys).map(|_| Vec::new()).collect();
    for row in rows {
        let place = usize::try_from(row.get::<i64>(0)?).ok();
        let own = place.and_then(|place| found.get_mut(place));
        own.ok_or_else(|| unfit("a row of a key that nobody asked for"))?.push(row);
    }
    Ok(found)
}
