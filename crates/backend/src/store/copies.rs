//! Every row of every table: read in one transaction, and written in another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::Row as _;

use super::{Store, Writing as _};
use crate::BackendError;

/// Every table, each behind those that it refers to.
pub(crate) const TABLES: [&str; 21] = [
    "workspaces",
    "users",
    "identities",
    "members",
    "designs",
    "grants",
    "invitations",
    "sessions",
    "tokens",
    "audit",
    "keys",
    "versions",
    "shares",
    "guests",
    "threads",
    "comments",
    "mentions",
    "reviews",
    "reviewers",
    "verdicts",
    "trips",
];

/// What a cell holds; nothing else is in these tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Number(i64),
    Text(String),
}

/// A row, a cell for each column.
pub(crate) type CopiedRow = Vec<Option<Cell>>;

/// A column, and whether it holds whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    name: String,
    is_number: bool,
}

/// What is written and read, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Piece {
    /// The rows of a table follow.
    Table {
        table: String,
        columns: Vec<String>,
    },
    Row(CopiedRow),
}

/// Takes pieces as they are read.
pub(crate) type Taking<'t> = &'t mut (dyn FnMut(Piece) -> Result<(), BackendError> + Send);

impl Store {
    /// The columns of a table, in their order.
    async fn columns(&self, table: &str) -> Result<Vec<Column>, BackendError> {
        let query = match &self.pool {
            super::Pool::Sqlite(_) => {
                "SELECT name, lower(type) FROM pragma_table_info($1) ORDER BY cid"
            }
            super::Pool::Postgres(_) => {
                "SELECT column_name::text, data_type::text FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
            }
        };
        let rows: Vec<(String, String)> =
            on!(self, |pool| sqlx::query_as(query).bind(table).fetch_all(pool).await)?;
        let column = |(name, kind): (String, String)| Column { name, is_number: kind == "bigint" };
        Ok(rows.into_iter().map(column).collect())
    }

    /// Gives every row away, as all of them were at one moment.
    pub(crate) async fn copy_out(&self, take: Taking<'_>) -> Result<(), BackendError> {
        let mut tables = Vec::new();
        for table in TABLES {
            tables.push((table, self.columns(table).await?));
        }
        on!(self, |pool| {
            let mut transaction = pool.reading().await?;
            for (table, columns) in &tables {
                let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
                let query = format!("SELECT {} FROM {table} ORDER BY 1, 2", names.join(", "));
                take(Piece::Table { table: (*table).to_owned(), columns: names })?;
                let found = sqlx::query(sqlx::AssertSqlSafe(query));
                for row in found.fetch_all(&mut *transaction).await? {
                    let mut cells = CopiedRow::new();
                    for (at, column) in columns.iter().enumerate() {
                        cells.push(if column.is_number {
                            row.try_get::<Option<i64>, _>(at)?.map(Cell::Number)
                        } else {
                            row.try_get::<Option<String>, _>(at)?.map(Cell::Text)
                        });
                    }
                    take(Piece::Row(cells))?;
                }
            }
            transaction.commit().await?;
        });
        Ok(())
    }

    /// Whether nobody has worked here yet.
    pub(crate) async fn is_untouched(&self) -> Result<bool, BackendError> {
        let (count,): (i64,) = on!(self, |pool| {
            let query = "SELECT (SELECT COUNT(*) FROM designs) + (SELECT COUNT(*) FROM users)";
            sqlx::query_as(query).fetch_one(pool).await
        })?;
        Ok(count == 0)
    }

    /// Puts these rows in the place of all that is there: all of them, or none.
    pub(crate) async fn copy_in(
        &self,
        tables: &[(String, Vec<String>, Vec<CopiedRow>)],
    ) -> Result<(), BackendError> {
        let mut known = BTreeMap::new();
        for table in TABLES {
            known.insert(table, self.columns(table).await?);
        }
        for (table, columns, _) in tables {
            let there = known.get(table.as_str());
            let missing = columns.iter().find(|name| {
                !there.is_some_and(|there| there.iter().any(|column| column.name == **name))
            });
            if let Some(column) = missing {
                return Err(BackendError::Invalid(messages::text!(
                    "The copy holds {place}, which this program does not know: it was made by a newer one.",
                    place = format!("{table}.{column}")
                )));
            }
        }
        on!(self, |pool| {
            let mut transaction = pool.writing("copy").await?;
            for table in TABLES.iter().rev() {
                let query = format!("DELETE FROM {table}");
                sqlx::query(sqlx::AssertSqlSafe(query)).execute(&mut *transaction).await?;
            }
            for (table, columns, rows) in tables {
                let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
                let query = format!(
                    "INSERT INTO {table} ({}) VALUES ({})",
                    columns.join(", "),
                    places.join(", ")
                );
                let is_number: Vec<bool> = columns
                    .iter()
                    .map(|name| {
                        known[table.as_str()].iter().any(|c| c.name == *name && c.is_number)
                    })
                    .collect();
                for row in rows {
                    let mut insert = sqlx::query(sqlx::AssertSqlSafe(query.clone()));
                    for (cell, is_number) in row.iter().zip(&is_number) {
                        insert = match (cell, is_number) {
                            (Some(Cell::Number(number)), true) => insert.bind(*number),
                            (Some(Cell::Text(text)), false) => insert.bind(text.clone()),
                            (None, true) => insert.bind(None::<i64>),
                            (None, false) => insert.bind(None::<String>),
                            _ => {
                                return Err(BackendError::Invalid(messages::text!(
                                    "The copy is damaged: a value of {table} has another kind than its column.",
                                    table = table
                                )));
                            }
                        };
                    }
                    insert.execute(&mut *transaction).await?;
                }
            }
            // Copies of before it was kept have no end of their log.
            let end = "INSERT INTO keys (name, value)
                       SELECT 'audit-end', CAST(number AS TEXT) || ':' || hash FROM audit
                       WHERE number = (SELECT MAX(number) FROM audit)
                       ON CONFLICT (name) DO NOTHING";
            sqlx::query(end).execute(&mut *transaction).await?;
            transaction.commit().await?;
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_table_is_copied_behind_those_it_refers_to() {
        let store = Store::in_memory().await.unwrap();
        let super::super::Pool::Sqlite(pool) = &store.pool else { unreachable!("in memory") };
        let there: Vec<(String,)> = sqlx::query_as(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
        )
        .fetch_all(pool)
        .await
        .unwrap();
        let mut there: Vec<String> = there.into_iter().map(|(name,)| name).collect();
        let mut listed: Vec<String> = TABLES.iter().map(ToString::to_string).collect();
        for table in &listed {
            let query = "SELECT \"table\" FROM pragma_foreign_key_list($1)";
            let referred: Vec<(String,)> =
                sqlx::query_as(query).bind(table).fetch_all(pool).await.unwrap();
            let place = |name: &str| TABLES.iter().position(|known| *known == name);
            for (other,) in referred {
                assert!(place(&other) < place(table), "{table} refers to {other}");
            }
            assert!(!store.columns(table).await.unwrap().is_empty(), "{table}");
        }
        there.sort();
        listed.sort();
        assert_eq!(there, listed);
    }
}
