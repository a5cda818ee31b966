"""DuckDB's side of the bench cross_table: the same cross-table from the same rows, in Parquet."""

import json
import statistics
import sys
import time

import duckdb

folder, runs = sys.argv[1], int(sys.argv[2])
table = f"{folder}/rows.parquet"
database = duckdb.connect()
database.execute(f"COPY (SELECT * FROM read_csv('{folder}/rows.csv')) TO '{table}' (FORMAT parquet)")
# What is surely in a cell is not possibly there besides; here every row of a victim has the same days.
query = f"""
    SELECT act, perpetrator,
           count(DISTINCT victim) FILTER (WHERE first_day >= DATE '2024-01-01' AND last_day <= DATE '2024-12-31') AS sure,
           count(DISTINCT victim) FILTER (WHERE first_day <= DATE '2024-12-31' AND last_day >= DATE '2024-01-01'
               AND NOT (first_day >= DATE '2024-01-01' AND last_day <= DATE '2024-12-31')) AS possible
    FROM '{table}'
    GROUP BY GROUPING SETS ((act, perpetrator), (act), (perpetrator), ())
"""
times = []
for _ in range(runs):
    started = time.perf_counter()
    rows = database.execute(query).fetchall()
    times.append((time.perf_counter() - started) * 1000)
whole = [row for row in rows if row[0] is None and row[1] is None][0]
cells = sum(row[2] + row[3] for row in rows if row[0] is not None and row[1] is not None)
print(json.dumps({
    "version": duckdb.__version__,
    "milliseconds": statistics.median(times),
    "all": [whole[2], whole[3]],
    "cells": cells,
}))
