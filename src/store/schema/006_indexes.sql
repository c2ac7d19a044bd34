-- Terms by when they ended. Posts change hands for years, and most questions are about the terms that reach to a day:
-- without these, every holder a post ever had is read to find the present one.

create index incumbency_end on incumbency (coalesce(valid_to, '9999-12-31'), post_id);
create index incumbency_post_end on incumbency (post_id, coalesce(valid_to, '9999-12-31'));
