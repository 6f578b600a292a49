-- Whether something really touches a box is seen in the index: around a box lie many that do not, each on a page of its
-- own. A place does not change often, so that most updates still stay within their page.
create index state_box on state (cell, object) include (kind, west, south, east, north) where cell is not null;
drop index state_cell;
