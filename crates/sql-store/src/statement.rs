//! Statements, their values and their rows, the same for both databases.

use sqlx::postgres::PgRow;
use sqlx::query::Query;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Database, Decode, Encode, Postgres, Row as _, Sqlite, Type};

/// A statement with `$1`, `$2`, … in the place of values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// One that the two databases say differently.
    pub(crate) const fn each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    pub(crate) fn for_sqlite(self, values: &[Value<'_>]) -> Query<'static, Sqlite, <Sqlite as Database>::Arguments> {
        bound(self.sqlite, values)
    }

    pub(crate) fn for_postgres(
        self,
        values: &[Value<'_>],
    ) -> Query<'static, Postgres, <Postgres as Database>::Arguments> {
        bound(self.postgres, values)
    }
}

/// One that both understand.
impl From<&'static str> for Sql {
    fn from(both: &'static str) -> Self {
        Self::each(both, both)
    }
}

/// A value of a statement; inside it `None` is NULL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    Text(Option<&'a str>),
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Some(text))
    }
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// A value that is kept until its statement is done.
#[derive(Clone, Debug)]
pub(crate) enum KeptValue {
    Text(Option<String>),
    Number(i64),
}

impl Value<'_> {
    pub(crate) fn kept(self) -> KeptValue {
        match self {
            Self::Text(text) => KeptValue::Text(text.map(str::to_owned)),
            Self::Number(number) => KeptValue::Number(number),
        }
    }
}

impl KeptValue {
    pub(crate) fn lent(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text.as_deref()),
            Self::Number(number) => Value::Number(*number),
        }
    }
}

fn bound<D>(sql: &'static str, values: &[Value<'_>]) -> Query<'static, D, <D as Database>::Arguments>
where
    D: Database,
    i64: for<'v> Encode<'v, D> + Type<D>,
    for<'v> Option<&'v str>: Encode<'v, D> + Type<D>,
{
    values.iter().fold(sqlx::query::<D>(sql), |query, value| match *value {
        Value::Text(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
    })
}

/// A row that was found.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The value in a column, counted from 0.
    pub(crate) fn get<T>(&self, column: usize) -> Result<T, sqlx::Error>
    where
        usize: ColumnIndex<SqliteRow> + ColumnIndex<PgRow>,
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }
}
