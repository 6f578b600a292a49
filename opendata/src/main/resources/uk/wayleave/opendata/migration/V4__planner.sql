-- Nothing asked here is answered well by reading a whole table, and what is asked for often is in memory.
alter role ${login} set enable_seqscan = off;
alter role ${login} set random_page_cost = 1.1;
