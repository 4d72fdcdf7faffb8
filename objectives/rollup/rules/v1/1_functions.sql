-- Integer division rounding half up, for a >= 0 and b > 0: what objectives.progress.divide_half_up does.
CREATE FUNCTION northstar_rdiv(a bigint, b bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ((2 * a + b) / (2 * b))::int $$;
-- Millionths of the way from start to target, clamped: objectives.progress.progress.
CREATE FUNCTION northstar_progress(s numeric, t numeric, v numeric) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN (t > s AND v <= s) OR (t < s AND v >= s) THEN 0
                      WHEN (t > s AND v >= t) OR (t < s AND v <= t) THEN 1000000
                      ELSE div(2000000 * abs(v - s) + abs(t - s), 2 * abs(t - s))::int END $$;
-- Millionths expected on a day: objectives.progress.expected_reach and expected_hold.
CREATE FUNCTION northstar_expected(hold boolean, full_ int, begins date, due date, d date) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN hold THEN 1000000 WHEN d >= due THEN full_ WHEN d <= begins THEN 0
                      ELSE northstar_rdiv(full_::bigint * (d - begins), due - begins) END $$;
-- Millionths of a cycle that are over when the day begins: objectives.progress.elapsed_share.
CREATE FUNCTION northstar_elapsed(starts date, ends date, d date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN d <= starts THEN 0 WHEN d > ends THEN 1000000
                      ELSE northstar_rdiv(1000000::bigint * (d - starts), ends - starts + 1) END $$;
-- What a figure's progress is, from its own sums.
CREATE FUNCTION northstar_figure(kind varchar, old_ int, sum_w bigint, sum_wp bigint, fixed_w bigint, base numeric,
                                 goal numeric, sum_change numeric) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN kind = 'leaf' THEN old_
                      WHEN kind = 'sum' THEN northstar_progress(base, goal, base + sum_change)
                      WHEN sum_w = 0 THEN NULL
                      WHEN kind = 'quarters' THEN northstar_rdiv(sum_wp, fixed_w)
                      ELSE northstar_rdiv(sum_wp, sum_w) END $$;
-- Whole points from pace as shown: shown progress less shown expected (objectives.progress.distance).
CREATE FUNCTION northstar_distance(progress int, expected int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT northstar_rdiv(progress, 10000) - northstar_rdiv(expected, 10000) $$;
-- The stage a unit lives in: its own, or the nearest one above it.
CREATE FUNCTION northstar_stage(org bigint, unit bigint) RETURNS varchar LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT u.stage FROM organisations_unitclosure c
          JOIN organisations_unit u ON u.organisation_id = c.organisation_id AND u.id = c.ancestor_id
          WHERE c.organisation_id = org AND c.descendant_id = unit AND u.stage <> '' ORDER BY c.depth LIMIT 1 $$;
