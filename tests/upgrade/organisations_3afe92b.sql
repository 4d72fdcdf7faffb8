-- Two small organisations as commit 3afe92b kept them: pg_dump --column-inserts, comments and session settings left out.
SET check_function_bodies = false;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.northstar_account() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('northstar.account', true), '')::bigint $$;

ALTER FUNCTION public.northstar_account() OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_distance(progress integer, expected integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT northstar_rdiv(progress, 10000) - northstar_rdiv(expected, 10000) $$;

ALTER FUNCTION public.northstar_distance(progress integer, expected integer) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_elapsed(starts date, ends date, d date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN d <= starts THEN 0 WHEN d > ends THEN 1000000
                      ELSE northstar_rdiv(1000000::bigint * (d - starts), ends - starts + 1) END $$;

ALTER FUNCTION public.northstar_elapsed(starts date, ends date, d date) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_expected(hold boolean, full_ integer, begins date, due date, d date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN hold THEN 1000000 WHEN d >= due THEN full_ WHEN d <= begins THEN 0
                      ELSE northstar_rdiv(full_::bigint * (d - begins), due - begins) END $$;

ALTER FUNCTION public.northstar_expected(hold boolean, full_ integer, begins date, due date, d date) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_figure(kind character varying, old_ integer, sum_w bigint, sum_wp bigint, fixed_w bigint, base numeric, goal numeric, sum_change numeric) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN kind = 'leaf' THEN old_
                      WHEN kind = 'sum' THEN northstar_progress(base, goal, base + sum_change)
                      WHEN sum_w = 0 THEN NULL
                      WHEN kind = 'quarters' THEN northstar_rdiv(sum_wp, fixed_w)
                      ELSE northstar_rdiv(sum_wp, sum_w) END $$;

ALTER FUNCTION public.northstar_figure(kind character varying, old_ integer, sum_w bigint, sum_wp bigint, fixed_w bigint, base numeric, goal numeric, sum_change numeric) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_my_organisations() RETURNS TABLE(id bigint, slug character varying, name character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$ SELECT o.id, o.slug, o.name FROM organisations_organisation o
          JOIN organisations_membership m ON m.organisation_id = o.id AND m.active
          WHERE m.account_id = northstar_account() ORDER BY o.name, o.id $$;

ALTER FUNCTION public.northstar_my_organisations() OWNER TO northstar_lookup;

CREATE FUNCTION public.northstar_organisation() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('northstar.organisation', true), '')::bigint $$;

ALTER FUNCTION public.northstar_organisation() OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_organisation_by_slug(wanted text) RETURNS TABLE(id bigint, slug character varying)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    AS $$ SELECT o.id, o.slug FROM organisations_organisation o WHERE o.slug = wanted $$;

ALTER FUNCTION public.northstar_organisation_by_slug(wanted text) OWNER TO northstar_lookup;

CREATE FUNCTION public.northstar_progress(s numeric, t numeric, v numeric) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN (t > s AND v <= s) OR (t < s AND v >= s) THEN 0
                      WHEN (t > s AND v >= t) OR (t < s AND v <= t) THEN 1000000
                      ELSE div(2000000 * abs(v - s) + abs(t - s), 2 * abs(t - s))::int END $$;

ALTER FUNCTION public.northstar_progress(s numeric, t numeric, v numeric) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_rdiv(a bigint, b bigint) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ((2 * a + b) / (2 * b))::int $$;

ALTER FUNCTION public.northstar_rdiv(a bigint, b bigint) OWNER TO northstar_owner;

CREATE FUNCTION public.northstar_stage(org bigint, unit bigint) RETURNS character varying
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT u.stage FROM organisations_unitclosure c
          JOIN organisations_unit u ON u.organisation_id = c.organisation_id AND u.id = c.ancestor_id
          WHERE c.organisation_id = org AND c.descendant_id = unit AND u.stage <> '' ORDER BY c.depth LIMIT 1 $$;

ALTER FUNCTION public.northstar_stage(org bigint, unit bigint) OWNER TO northstar_owner;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress OWNER TO northstar_owner;

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation OWNER TO northstar_owner;

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group OWNER TO northstar_owner;

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions OWNER TO northstar_owner;

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission OWNER TO northstar_owner;

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_actionitem (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    series_id bigint NOT NULL,
    check_in_id bigint NOT NULL,
    text character varying(300) NOT NULL,
    owner_id bigint NOT NULL,
    due_on date,
    done_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.checkins_actionitem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_actionitem OWNER TO northstar_owner;

ALTER TABLE public.checkins_actionitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_actionitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_agendaitem (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    check_in_id bigint NOT NULL,
    "position" smallint NOT NULL,
    text character varying(300) NOT NULL,
    note character varying(500) NOT NULL,
    by_id bigint,
    about character varying(60) NOT NULL,
    key_result_id bigint,
    minutes smallint NOT NULL,
    done_at timestamp with time zone,
    carried_from date,
    CONSTRAINT checkins_agendaitem_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT checkins_agendaitem_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.checkins_agendaitem FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_agendaitem OWNER TO northstar_owner;

ALTER TABLE public.checkins_agendaitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_agendaitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_checkin (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    series_id bigint NOT NULL,
    local_date date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    reason character varying(300) NOT NULL,
    title character varying(200) NOT NULL,
    completed_at timestamp with time zone,
    completed_by_id bigint,
    version integer NOT NULL,
    CONSTRAINT checkins_checkin_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.checkins_checkin FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_checkin OWNER TO northstar_owner;

ALTER TABLE public.checkins_checkin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_checkin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_checkinseries (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    manager_id bigint NOT NULL,
    report_id bigint,
    unit_id bigint,
    every character varying(10) NOT NULL,
    weekday smallint NOT NULL,
    local_time time without time zone NOT NULL,
    time_zone character varying(64) NOT NULL,
    minutes smallint NOT NULL,
    place character varying(200) NOT NULL,
    starts_on date NOT NULL,
    ended_on date,
    next_reminder_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT checkins_checkinseries_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT checkins_checkinseries_version_check CHECK ((version >= 0)),
    CONSTRAINT checkins_checkinseries_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT series_of_two_or_of_a_unit CHECK (((((kind)::text = 'one_on_one'::text) AND (report_id IS NOT NULL) AND (unit_id IS NULL)) OR (((kind)::text = 'team'::text) AND (report_id IS NULL) AND (unit_id IS NOT NULL))))
);

ALTER TABLE ONLY public.checkins_checkinseries FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_checkinseries OWNER TO northstar_owner;

ALTER TABLE public.checkins_checkinseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_checkinseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_guest (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    check_in_id bigint NOT NULL,
    membership_id bigint NOT NULL
);

ALTER TABLE ONLY public.checkins_guest FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_guest OWNER TO northstar_owner;

ALTER TABLE public.checkins_guest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_guest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_occurrence (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    about character varying(60) NOT NULL,
    membership_id bigint NOT NULL,
    local_date date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    outcome character varying(20) NOT NULL
);

ALTER TABLE ONLY public.checkins_occurrence FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_occurrence OWNER TO northstar_owner;

ALTER TABLE public.checkins_occurrence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_occurrence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_privatenote (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    check_in_id bigint NOT NULL,
    author_id bigint NOT NULL,
    text text NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.checkins_privatenote FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_privatenote OWNER TO northstar_owner;

ALTER TABLE public.checkins_privatenote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_privatenote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_recognition (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    to_id bigint NOT NULL,
    by_id bigint NOT NULL,
    key_result_id bigint,
    text character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.checkins_recognition FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_recognition OWNER TO northstar_owner;

ALTER TABLE public.checkins_recognition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_recognition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_sharednote (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    check_in_id bigint NOT NULL,
    text text NOT NULL,
    version integer NOT NULL,
    saved_by_id bigint,
    saved_at timestamp with time zone NOT NULL,
    CONSTRAINT checkins_sharednote_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.checkins_sharednote FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_sharednote OWNER TO northstar_owner;

ALTER TABLE public.checkins_sharednote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_sharednote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_update (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    key_result_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    value numeric(24,6),
    progress integer,
    confidence character varying(4) NOT NULL,
    note character varying(500) NOT NULL,
    no_change boolean NOT NULL,
    request_id uuid NOT NULL,
    steps jsonb,
    reverts_id bigint,
    in_check_in_id bigint
);

ALTER TABLE ONLY public.checkins_update FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_update OWNER TO northstar_owner;

ALTER TABLE public.checkins_update ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_update_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checkins_weeklyanswers (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    week date NOT NULL,
    answers jsonb NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.checkins_weeklyanswers FORCE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_weeklyanswers OWNER TO northstar_owner;

ALTER TABLE public.checkins_weeklyanswers ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checkins_weeklyanswers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type OWNER TO northstar_owner;

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations OWNER TO northstar_owner;

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

ALTER TABLE public.django_session OWNER TO northstar_owner;

CREATE TABLE public.guardian_groupobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.guardian_groupobjectpermission OWNER TO northstar_owner;

ALTER TABLE public.guardian_groupobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_groupobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guardian_userobjectpermission (
    id integer NOT NULL,
    object_pk character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    permission_id integer NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.guardian_userobjectpermission OWNER TO northstar_owner;

ALTER TABLE public.guardian_userobjectpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guardian_userobjectpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator OWNER TO northstar_owner;

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_alignment (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint,
    parent_key_result_id bigint,
    kind character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    weight smallint NOT NULL,
    how character varying(300) NOT NULL,
    proposed_by_id bigint,
    proposed_at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    decided_at timestamp with time zone,
    CONSTRAINT alignment_not_itself CHECK ((NOT ((child_id = parent_id) AND (parent_id IS NOT NULL)))),
    CONSTRAINT alignment_one_parent CHECK ((((parent_id IS NULL) OR (parent_key_result_id IS NULL)) AND (1 = (
CASE
    WHEN (parent_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (parent_key_result_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT alignment_says_how CHECK ((NOT (((how)::text = ''::text) AND ((kind)::text = 'indirect'::text)))),
    CONSTRAINT alignment_weight CHECK (((weight >= 1) AND (weight <= 5))),
    CONSTRAINT objectives_alignment_weight_check CHECK ((weight >= 0))
);

ALTER TABLE ONLY public.objectives_alignment FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_alignment OWNER TO northstar_owner;

ALTER TABLE public.objectives_alignment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_alignment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_change (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    key_result bigint,
    objective bigint,
    at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='20000');

ALTER TABLE ONLY public.objectives_change FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_change OWNER TO northstar_owner;

ALTER TABLE public.objectives_change ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_contribution (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    made_by_id bigint,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT contribution_not_itself CHECK ((NOT (child_id = parent_id)))
);

ALTER TABLE ONLY public.objectives_contribution FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_contribution OWNER TO northstar_owner;

ALTER TABLE public.objectives_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_cycle (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    parent_id bigint,
    drafting_from date,
    submission_due date,
    state character varying(10) NOT NULL,
    CONSTRAINT cycle_ends_after_start CHECK ((ends_on > starts_on))
);

ALTER TABLE ONLY public.objectives_cycle FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_cycle OWNER TO northstar_owner;

CREATE TABLE public.objectives_keyresult (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    objective_id bigint NOT NULL,
    title character varying(200) NOT NULL,
    measure character varying(10) NOT NULL,
    currency character varying(3) NOT NULL,
    measure_unit character varying(30) NOT NULL,
    start numeric(24,6),
    target numeric(24,6) NOT NULL,
    due_on date NOT NULL,
    trajectory character varying(5) NOT NULL,
    weight smallint NOT NULL,
    measured_by character varying(13) NOT NULL,
    shorter_weight smallint NOT NULL,
    accountable_id bigint,
    benchmark_due date,
    baseline_on date,
    "position" smallint NOT NULL,
    slot smallint,
    terminated_at timestamp with time zone,
    reason text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT key_result_at_most_five CHECK (((slot IS NULL) OR ((slot IS NOT NULL) AND ((slot >= 1) AND (slot <= 5))))),
    CONSTRAINT key_result_shorter_weight CHECK (((shorter_weight >= 1) AND (shorter_weight <= 5))),
    CONSTRAINT key_result_start_is_not_target CHECK (((start IS NULL) OR (NOT ((start = target) AND (start IS NOT NULL))))),
    CONSTRAINT key_result_sum_has_start CHECK ((NOT (((measured_by)::text = 'contributions'::text) AND (start IS NULL)))),
    CONSTRAINT key_result_sums_add_up CHECK ((NOT (((measure)::text = ANY ((ARRAY['percentage'::character varying, 'milestones'::character varying])::text[])) AND ((measured_by)::text = 'contributions'::text)))),
    CONSTRAINT key_result_weight CHECK (((weight >= 1) AND (weight <= 5))),
    CONSTRAINT objectives_keyresult_position_check CHECK (("position" >= 0)),
    CONSTRAINT objectives_keyresult_shorter_weight_check CHECK ((shorter_weight >= 0)),
    CONSTRAINT objectives_keyresult_slot_check CHECK ((slot >= 0)),
    CONSTRAINT objectives_keyresult_version_check CHECK ((version >= 0)),
    CONSTRAINT objectives_keyresult_weight_check CHECK ((weight >= 0))
);

ALTER TABLE ONLY public.objectives_keyresult FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_keyresult OWNER TO northstar_owner;

CREATE TABLE public.objectives_objective (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    cycle_id bigint NOT NULL,
    owner_unit_id bigint,
    owner_id bigint,
    unit_id bigint,
    title character varying(200) NOT NULL,
    why text NOT NULL,
    ambition character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    counts character varying(11) NOT NULL,
    shorter_weight smallint NOT NULL,
    slot smallint,
    version integer NOT NULL,
    created_by_id bigint,
    created_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    activated_on date,
    approved_by_id bigint,
    sent_back_with text NOT NULL,
    ended_on date,
    reason text NOT NULL,
    lesson text NOT NULL,
    replaced_by_id bigint,
    CONSTRAINT objective_at_most_three CHECK ((((slot IS NOT NULL) AND ((slot >= 1) AND (slot <= 3)) AND ((state)::text = ANY ((ARRAY['submitted'::character varying, 'active'::character varying, 'closed'::character varying])::text[]))) OR ((slot IS NULL) AND ((state)::text = ANY ((ARRAY['draft'::character varying, 'terminated'::character varying])::text[]))))),
    CONSTRAINT objective_one_owner CHECK ((((owner_unit_id IS NULL) OR (owner_id IS NULL)) AND (1 = (
CASE
    WHEN (owner_unit_id IS NULL) THEN 1
    ELSE 0
END +
CASE
    WHEN (owner_id IS NULL) THEN 1
    ELSE 0
END)))),
    CONSTRAINT objective_shorter_weight CHECK (((shorter_weight >= 1) AND (shorter_weight <= 5))),
    CONSTRAINT objectives_objective_shorter_weight_check CHECK ((shorter_weight >= 0)),
    CONSTRAINT objectives_objective_slot_check CHECK ((slot >= 0)),
    CONSTRAINT objectives_objective_version_check CHECK ((version >= 0))
);

ALTER TABLE ONLY public.objectives_objective FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_objective OWNER TO northstar_owner;

CREATE VIEW public.objectives_counting_link WITH (security_invoker='true') AS
 SELECT a.organisation_id,
    a.child_id,
    a.weight,
    a.parent_id,
    a.parent_key_result_id,
    co.cycle_id AS child_cycle_id,
    ((cc.ends_on - cc.starts_on) < (pc.ends_on - pc.starts_on)) AS shorter,
    GREATEST(0, ((LEAST(cc.ends_on, pc.ends_on) - GREATEST(cc.starts_on, pc.starts_on)) + 1)) AS days
   FROM (((((public.objectives_alignment a
     JOIN public.objectives_objective co ON (((co.organisation_id = a.organisation_id) AND (co.id = a.child_id))))
     LEFT JOIN public.objectives_keyresult pk ON (((pk.organisation_id = a.organisation_id) AND (pk.id = a.parent_key_result_id))))
     JOIN public.objectives_objective po ON (((po.organisation_id = a.organisation_id) AND (po.id =
        CASE
            WHEN (a.parent_id IS NULL) THEN pk.objective_id
            ELSE a.parent_id
        END))))
     JOIN public.objectives_cycle cc ON (((cc.organisation_id = a.organisation_id) AND (cc.id = co.cycle_id))))
     JOIN public.objectives_cycle pc ON (((pc.organisation_id = a.organisation_id) AND (pc.id = po.cycle_id))))
  WHERE (((a.kind)::text = 'direct'::text) AND ((a.state)::text = 'accepted'::text) AND ((co.state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying])::text[])) AND ((a.parent_id IS NULL) OR ((po.counts)::text = ANY ((ARRAY['aligned'::character varying, 'both'::character varying])::text[]))) AND ((a.parent_key_result_id IS NULL) OR ((pk.measured_by)::text = 'aligned'::text)));

ALTER VIEW public.objectives_counting_link OWNER TO northstar_owner;

ALTER TABLE public.objectives_cycle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_cycle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_edge (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    child_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    weight integer NOT NULL,
    adds boolean NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_edge FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_edge OWNER TO northstar_owner;

ALTER TABLE public.objectives_edge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_edge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_figure (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    key_result_id bigint,
    objective_id bigint,
    of_objective_id bigint,
    of_key_result_id bigint,
    cycle_id bigint,
    progress integer,
    expected integer,
    calendar integer,
    sum_w bigint NOT NULL,
    sum_wp bigint NOT NULL,
    sum_we bigint NOT NULL,
    fixed_w bigint,
    sum_change numeric(30,6) NOT NULL,
    base numeric(24,6),
    goal numeric(24,6),
    value numeric(30,6),
    change numeric(30,6) NOT NULL,
    frozen boolean NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_figure FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_figure OWNER TO northstar_owner;

CREATE TABLE public.objectives_keyresultstate (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    key_result_id bigint NOT NULL,
    current numeric(24,6),
    progress integer,
    confidence character varying(4) NOT NULL,
    updated_at timestamp with time zone,
    updated_by_id bigint,
    window_from timestamp with time zone,
    streak smallint NOT NULL,
    CONSTRAINT objectives_keyresultstate_streak_check CHECK ((streak >= 0))
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_keyresultstate FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_keyresultstate OWNER TO northstar_owner;

CREATE TABLE public.objectives_rollup (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    as_of date NOT NULL,
    version bigint NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_rollup FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_rollup OWNER TO northstar_owner;

CREATE TABLE public.organisations_membership (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    account_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    title character varying(120) NOT NULL,
    unit_id bigint,
    manager_id bigint,
    time_zone character varying(64) NOT NULL,
    role character varying(10) NOT NULL,
    active boolean NOT NULL,
    joined_on date NOT NULL,
    left_on date,
    away_from date,
    away_until date,
    reminders_by_email boolean NOT NULL,
    CONSTRAINT membership_not_own_manager CHECK ((NOT ((manager_id = id) AND (manager_id IS NOT NULL))))
);

ALTER TABLE ONLY public.organisations_membership FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_membership OWNER TO northstar_owner;

CREATE TABLE public.organisations_unit (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    parent_id bigint,
    name character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    lead_id bigint,
    stage character varying(20) NOT NULL,
    live_from date
);

ALTER TABLE ONLY public.organisations_unit FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unit OWNER TO northstar_owner;

CREATE TABLE public.organisations_unitclosure (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    ancestor_id bigint NOT NULL,
    descendant_id bigint NOT NULL,
    depth smallint NOT NULL,
    CONSTRAINT organisations_unitclosure_depth_check CHECK ((depth >= 0))
);

ALTER TABLE ONLY public.organisations_unitclosure FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unitclosure OWNER TO northstar_owner;

CREATE VIEW public.objectives_fact WITH (security_invoker='true') AS
 SELECT f.organisation_id,
    f.id AS figure_id,
    o.unit_id AS unit,
    o.cycle_id AS cycle,
    o.owner_id AS person,
    s.confidence,
    ((m.id IS NOT NULL) AND m.active AND ((m.role)::text <> 'viewer'::text) AND (((m.role)::text = 'leader'::text) OR ((COALESCE(stage.stage, ''::character varying))::text = ANY ((ARRAY['pilot'::character varying, 'live'::character varying])::text[]))) AND (NOT COALESCE(((m.away_from <= r.as_of) AND ((m.away_until IS NULL) OR (m.away_until >= r.as_of))), false))) AS asked,
    COALESCE((s.updated_at > COALESCE(s.window_from, '-infinity'::timestamp with time zone)), false) AS updated,
    true AS is_key_result,
    false AS is_objective,
    false AS own,
    false AS aligned,
    NULL::integer AS progress,
    NULL::integer AS expected
   FROM ((((((public.objectives_figure f
     JOIN public.objectives_keyresult k ON (((k.organisation_id = f.organisation_id) AND (k.id = f.key_result_id))))
     JOIN public.objectives_objective o ON (((o.organisation_id = f.organisation_id) AND (o.id = k.objective_id))))
     JOIN public.objectives_keyresultstate s ON (((s.organisation_id = f.organisation_id) AND (s.key_result_id = k.id))))
     JOIN public.objectives_rollup r ON ((r.organisation_id = f.organisation_id)))
     LEFT JOIN public.organisations_membership m ON (((m.organisation_id = f.organisation_id) AND (m.id =
        CASE
            WHEN (o.owner_id IS NULL) THEN k.accountable_id
            ELSE o.owner_id
        END))))
     LEFT JOIN LATERAL ( SELECT u.stage
           FROM (public.organisations_unitclosure c
             JOIN public.organisations_unit u ON (((u.organisation_id = c.organisation_id) AND (u.id = c.ancestor_id))))
          WHERE ((c.organisation_id = o.organisation_id) AND (c.descendant_id = o.unit_id) AND ((u.stage)::text <> ''::text))
          ORDER BY c.depth
         LIMIT 1) stage ON (true))
  WHERE (((o.state)::text = 'active'::text) AND (k.terminated_at IS NULL) AND (o.unit_id IS NOT NULL))
UNION ALL
 SELECT f.organisation_id,
    f.id AS figure_id,
    o.unit_id AS unit,
    o.cycle_id AS cycle,
    NULL::bigint AS person,
    ''::character varying AS confidence,
    false AS asked,
    false AS updated,
    false AS is_key_result,
    (((o.state)::text = 'active'::text) AND ((u.id IS NULL) OR (u.parent_id IS NOT NULL))) AS is_objective,
    (o.owner_unit_id IS NOT NULL) AS own,
    (EXISTS ( SELECT
           FROM public.objectives_alignment a
          WHERE ((a.organisation_id = f.organisation_id) AND (a.child_id = o.id) AND ((a.state)::text = 'accepted'::text)))) AS aligned,
        CASE
            WHEN (o.owner_unit_id IS NOT NULL) THEN f.progress
            ELSE NULL::integer
        END AS progress,
        CASE
            WHEN (o.owner_unit_id IS NOT NULL) THEN f.expected
            ELSE NULL::integer
        END AS expected
   FROM ((public.objectives_figure f
     JOIN public.objectives_objective o ON (((o.organisation_id = f.organisation_id) AND (o.id = f.objective_id))))
     LEFT JOIN public.organisations_unit u ON (((u.organisation_id = f.organisation_id) AND (u.id = o.owner_unit_id))))
  WHERE (((o.state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying])::text[])) AND (o.unit_id IS NOT NULL));

ALTER VIEW public.objectives_fact OWNER TO northstar_owner;

ALTER TABLE public.objectives_figure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_figure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_figuresnapshot (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    figure_id bigint NOT NULL,
    "on" date NOT NULL,
    progress integer,
    expected integer,
    value numeric(24,6)
);

ALTER TABLE ONLY public.objectives_figuresnapshot FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_figuresnapshot OWNER TO northstar_owner;

ALTER TABLE public.objectives_figuresnapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_figuresnapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.objectives_plan WITH (security_invoker='true') AS
 SELECT organisation_id,
    figure_id,
    public.northstar_rdiv((sum((w * p)))::bigint, (sum(w))::bigint) AS progress,
    public.northstar_rdiv((sum((w * e)))::bigint, (sum(w))::bigint) AS expected
   FROM ( SELECT a.organisation_id,
            pf.id AS figure_id,
            (a.weight)::bigint AS w,
            cf.progress AS p,
            COALESCE(cf.expected, 0) AS e
           FROM (((public.objectives_alignment a
             JOIN public.objectives_objective co ON (((co.organisation_id = a.organisation_id) AND (co.id = a.child_id))))
             JOIN public.objectives_figure cf ON (((cf.organisation_id = a.organisation_id) AND (cf.objective_id = a.child_id))))
             JOIN public.objectives_figure pf ON (((pf.organisation_id = a.organisation_id) AND (pf.objective_id = a.parent_id))))
          WHERE (((a.kind)::text = 'direct'::text) AND ((a.state)::text = 'accepted'::text) AND ((co.state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying])::text[])) AND (cf.progress IS NOT NULL))
        UNION ALL
         SELECT a.organisation_id,
            pf.id,
            (a.weight)::bigint AS weight,
            cf.progress,
            COALESCE(cf.expected, 0) AS "coalesce"
           FROM (((public.objectives_alignment a
             JOIN public.objectives_objective co ON (((co.organisation_id = a.organisation_id) AND (co.id = a.child_id))))
             JOIN public.objectives_figure cf ON (((cf.organisation_id = a.organisation_id) AND (cf.objective_id = a.child_id))))
             JOIN public.objectives_figure pf ON (((pf.organisation_id = a.organisation_id) AND (pf.key_result_id = a.parent_key_result_id))))
          WHERE (((a.kind)::text = 'direct'::text) AND ((a.state)::text = 'accepted'::text) AND ((co.state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying])::text[])) AND (cf.progress IS NOT NULL))) c
  GROUP BY organisation_id, figure_id;

ALTER VIEW public.objectives_plan OWNER TO northstar_owner;

CREATE TABLE public.organisations_organisation (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    slug character varying(40) NOT NULL,
    time_zone character varying(64) NOT NULL,
    locale character varying(10) NOT NULL,
    currency character varying(3) NOT NULL,
    first_weekday smallint NOT NULL,
    max_objectives smallint NOT NULL,
    max_key_results smallint NOT NULL,
    changes_need_approval boolean NOT NULL,
    on_pace_within smallint NOT NULL,
    far_past smallint NOT NULL,
    check_in_weekday smallint NOT NULL,
    check_in_time time without time zone NOT NULL,
    reminder_hours smallint NOT NULL,
    questions jsonb NOT NULL,
    first_run_step character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT organisation_max_key_results CHECK (((max_key_results >= 3) AND (max_key_results <= 5))),
    CONSTRAINT organisation_max_objectives CHECK (((max_objectives >= 1) AND (max_objectives <= 3))),
    CONSTRAINT organisations_organisation_check_in_weekday_check CHECK ((check_in_weekday >= 0)),
    CONSTRAINT organisations_organisation_far_past_check CHECK ((far_past >= 0)),
    CONSTRAINT organisations_organisation_first_weekday_check CHECK ((first_weekday >= 0)),
    CONSTRAINT organisations_organisation_max_key_results_check CHECK ((max_key_results >= 0)),
    CONSTRAINT organisations_organisation_max_objectives_check CHECK ((max_objectives >= 0)),
    CONSTRAINT organisations_organisation_on_pace_within_check CHECK ((on_pace_within >= 0)),
    CONSTRAINT organisations_organisation_reminder_hours_check CHECK ((reminder_hours >= 0))
);

ALTER TABLE ONLY public.organisations_organisation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_organisation OWNER TO northstar_owner;

CREATE VIEW public.objectives_findable WITH (security_invoker='true') AS
 SELECT f.organisation_id,
    f.id AS figure_id,
    (n.kind)::character varying AS kind,
    o.cycle_id AS cycle,
    o.unit_id AS unit,
    (o.owner_id IS NOT NULL) AS individual,
        CASE n.kind
            WHEN 'attention'::text THEN public.northstar_distance(f.progress, f.expected)
            ELSE NULL::integer
        END AS result,
    NULL::integer AS plan,
        CASE n.kind
            WHEN 'attention'::text THEN COALESCE(public.northstar_distance(f.progress, f.expected), 0)
            ELSE (- (COALESCE(((EXTRACT(epoch FROM s.updated_at))::bigint / 60), (0)::bigint))::integer)
        END AS rank
   FROM (((((public.objectives_figure f
     JOIN public.objectives_keyresult k ON (((k.organisation_id = f.organisation_id) AND (k.id = f.key_result_id))))
     JOIN public.objectives_keyresultstate s ON (((s.organisation_id = f.organisation_id) AND (s.key_result_id = k.id))))
     JOIN public.objectives_objective o ON (((o.organisation_id = f.organisation_id) AND (o.id = k.objective_id))))
     JOIN public.organisations_organisation g ON ((g.id = f.organisation_id)))
     CROSS JOIN LATERAL ( SELECT 'attention'::text AS kind
          WHERE (((s.confidence)::text = ANY ((ARRAY['risk'::character varying, 'off'::character varying])::text[])) OR (public.northstar_distance(f.progress, f.expected) < (- g.far_past)))
        UNION ALL
         SELECT 'win'::text
          WHERE ((f.progress >= 1000000) AND ((k.trajectory)::text = 'reach'::text))) n)
  WHERE (((o.state)::text = 'active'::text) AND (k.terminated_at IS NULL) AND (o.unit_id IS NOT NULL))
UNION ALL
 SELECT f.organisation_id,
    p.figure_id,
    'gap'::character varying AS kind,
    o.cycle_id AS cycle,
    o.unit_id AS unit,
    (o.owner_id IS NOT NULL) AS individual,
    d.result,
    d.plan,
    (- abs((d.result - d.plan))) AS rank
   FROM ((((public.objectives_figure f
     JOIN public.objectives_plan p ON (((p.organisation_id = f.organisation_id) AND (p.figure_id = f.id))))
     LEFT JOIN public.objectives_keyresult k ON (((k.organisation_id = f.organisation_id) AND (k.id = f.key_result_id))))
     JOIN public.objectives_objective o ON (((o.organisation_id = f.organisation_id) AND (o.id =
        CASE
            WHEN (f.objective_id IS NULL) THEN k.objective_id
            ELSE f.objective_id
        END))))
     CROSS JOIN LATERAL ( SELECT public.northstar_distance(f.progress, f.expected) AS result,
            public.northstar_distance(p.progress, p.expected) AS plan) d)
  WHERE (((o.state)::text = 'active'::text) AND (k.terminated_at IS NULL) AND (o.unit_id IS NOT NULL) AND (abs((d.result - d.plan)) > 20))
UNION ALL
 SELECT f.organisation_id,
    f.id AS figure_id,
    'win'::character varying AS kind,
    o.cycle_id AS cycle,
    o.unit_id AS unit,
    (o.owner_id IS NOT NULL) AS individual,
    NULL::integer AS result,
    NULL::integer AS plan,
    (- (COALESCE(((EXTRACT(epoch FROM o.ended_on))::bigint / 60), (0)::bigint))::integer) AS rank
   FROM (public.objectives_figure f
     JOIN public.objectives_objective o ON (((o.organisation_id = f.organisation_id) AND (o.id = f.objective_id))))
  WHERE (((o.state)::text = 'closed'::text) AND (o.unit_id IS NOT NULL) AND (f.progress >=
        CASE o.ambition
            WHEN 'aspirational'::text THEN 700000
            ELSE 1000000
        END));

ALTER VIEW public.objectives_findable OWNER TO northstar_owner;

CREATE TABLE public.objectives_finding (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    figure_id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    cycle bigint NOT NULL,
    unit bigint NOT NULL,
    individual boolean NOT NULL,
    result integer,
    plan integer,
    rank integer NOT NULL
);

ALTER TABLE ONLY public.objectives_finding FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_finding OWNER TO northstar_owner;

ALTER TABLE public.objectives_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_historyentry (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    objective_id bigint NOT NULL,
    key_result_id bigint,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    act character varying(40) NOT NULL,
    before character varying(300) NOT NULL,
    after character varying(300) NOT NULL,
    reason text NOT NULL,
    told_id bigint
);

ALTER TABLE ONLY public.objectives_historyentry FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_historyentry OWNER TO northstar_owner;

ALTER TABLE public.objectives_historyentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_historyentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_judgement (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    objective_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    confidence character varying(4) NOT NULL,
    note text NOT NULL
);

ALTER TABLE ONLY public.objectives_judgement FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_judgement OWNER TO northstar_owner;

ALTER TABLE public.objectives_judgement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_judgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.objectives_keyresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_keyresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.objectives_keyresultstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_keyresultstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_milestone (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    key_result_id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(200) NOT NULL,
    done_at timestamp with time zone,
    CONSTRAINT objectives_milestone_position_check CHECK (("position" >= 0))
);

ALTER TABLE ONLY public.objectives_milestone FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_milestone OWNER TO northstar_owner;

ALTER TABLE public.objectives_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.objectives_objective ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_objective_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_objectivegrant (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    permission_id integer NOT NULL,
    user_id bigint NOT NULL,
    content_object_id bigint NOT NULL
);

ALTER TABLE ONLY public.objectives_objectivegrant FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_objectivegrant OWNER TO northstar_owner;

ALTER TABLE public.objectives_objectivegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_objectivegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_participation (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    cycle_id bigint NOT NULL,
    "group" character varying(10) NOT NULL,
    asked integer NOT NULL,
    participating integer NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_participation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_participation OWNER TO northstar_owner;

ALTER TABLE public.objectives_participation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_participation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_personsummary (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    cycle_id bigint NOT NULL,
    key_results integer NOT NULL,
    updated integer NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_personsummary FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_personsummary OWNER TO northstar_owner;

ALTER TABLE public.objectives_personsummary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_personsummary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.objectives_rollup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_rollup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW public.objectives_rule WITH (security_invoker='true') AS
 SELECT k.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    (k.weight)::integer AS weight,
    false AS adds
   FROM (((public.objectives_keyresult k
     JOIN public.objectives_objective o ON (((o.organisation_id = k.organisation_id) AND (o.id = k.objective_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = k.organisation_id) AND (pf.objective_id = o.id))))
     JOIN public.objectives_figure cf ON (((cf.organisation_id = k.organisation_id) AND (cf.key_result_id = k.id))))
  WHERE ((k.terminated_at IS NULL) AND ((o.counts)::text = ANY ((ARRAY['key_results'::character varying, 'both'::character varying])::text[])))
UNION ALL
 SELECT l.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    (l.weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure cf ON (((cf.organisation_id = l.organisation_id) AND (cf.objective_id = l.child_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = l.organisation_id) AND (pf.objective_id = l.parent_id))))
  WHERE (NOT l.shorter)
UNION ALL
 SELECT l.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    (l.weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure cf ON (((cf.organisation_id = l.organisation_id) AND (cf.objective_id = l.child_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = l.organisation_id) AND (pf.key_result_id = l.parent_key_result_id))))
  WHERE (NOT l.shorter)
UNION ALL
 SELECT l.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    (l.weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure cf ON (((cf.organisation_id = l.organisation_id) AND (cf.objective_id = l.child_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = l.organisation_id) AND ((pf.kind)::text = 'bucket'::text) AND (pf.cycle_id = l.child_cycle_id) AND (pf.of_objective_id = l.parent_id))))
  WHERE l.shorter
UNION ALL
 SELECT l.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    (l.weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure cf ON (((cf.organisation_id = l.organisation_id) AND (cf.objective_id = l.child_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = l.organisation_id) AND ((pf.kind)::text = 'bucket'::text) AND (pf.cycle_id = l.child_cycle_id) AND (pf.of_key_result_id = l.parent_key_result_id))))
  WHERE l.shorter
UNION ALL
 SELECT DISTINCT l.organisation_id,
    qf.id AS parent_id,
    bf.id AS child_id,
    l.days AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure qf ON (((qf.organisation_id = l.organisation_id) AND ((qf.kind)::text = 'quarters'::text) AND (qf.of_objective_id = l.parent_id))))
     JOIN public.objectives_figure bf ON (((bf.organisation_id = l.organisation_id) AND ((bf.kind)::text = 'bucket'::text) AND (bf.cycle_id = l.child_cycle_id) AND (bf.of_objective_id = l.parent_id))))
  WHERE l.shorter
UNION ALL
 SELECT DISTINCT l.organisation_id,
    qf.id AS parent_id,
    bf.id AS child_id,
    l.days AS weight,
    false AS adds
   FROM ((public.objectives_counting_link l
     JOIN public.objectives_figure qf ON (((qf.organisation_id = l.organisation_id) AND ((qf.kind)::text = 'quarters'::text) AND (qf.of_key_result_id = l.parent_key_result_id))))
     JOIN public.objectives_figure bf ON (((bf.organisation_id = l.organisation_id) AND ((bf.kind)::text = 'bucket'::text) AND (bf.cycle_id = l.child_cycle_id) AND (bf.of_key_result_id = l.parent_key_result_id))))
  WHERE l.shorter
UNION ALL
 SELECT qf.organisation_id,
    pf.id AS parent_id,
    qf.id AS child_id,
    (o.shorter_weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_figure qf
     JOIN public.objectives_objective o ON (((o.organisation_id = qf.organisation_id) AND (o.id = qf.of_objective_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = qf.organisation_id) AND (pf.objective_id = o.id))))
  WHERE (((qf.kind)::text = 'quarters'::text) AND ((o.counts)::text = ANY ((ARRAY['aligned'::character varying, 'both'::character varying])::text[])))
UNION ALL
 SELECT qf.organisation_id,
    pf.id AS parent_id,
    qf.id AS child_id,
    (k.shorter_weight)::integer AS weight,
    false AS adds
   FROM ((public.objectives_figure qf
     JOIN public.objectives_keyresult k ON (((k.organisation_id = qf.organisation_id) AND (k.id = qf.of_key_result_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = qf.organisation_id) AND (pf.key_result_id = k.id))))
  WHERE (((qf.kind)::text = 'quarters'::text) AND ((k.measured_by)::text = 'aligned'::text))
UNION ALL
 SELECT c.organisation_id,
    pf.id AS parent_id,
    cf.id AS child_id,
    1 AS weight,
    true AS adds
   FROM (((((public.objectives_contribution c
     JOIN public.objectives_keyresult pk ON (((pk.organisation_id = c.organisation_id) AND (pk.id = c.parent_id))))
     JOIN public.objectives_keyresult ck ON (((ck.organisation_id = c.organisation_id) AND (ck.id = c.child_id))))
     JOIN public.objectives_objective co ON (((co.organisation_id = c.organisation_id) AND (co.id = ck.objective_id))))
     JOIN public.objectives_figure pf ON (((pf.organisation_id = c.organisation_id) AND (pf.key_result_id = c.parent_id))))
     JOIN public.objectives_figure cf ON (((cf.organisation_id = c.organisation_id) AND (cf.key_result_id = c.child_id))))
  WHERE (((pk.measured_by)::text = 'contributions'::text) AND ((co.state)::text = ANY ((ARRAY['active'::character varying, 'closed'::character varying, 'terminated'::character varying])::text[])));

ALTER VIEW public.objectives_rule OWNER TO northstar_owner;

CREATE TABLE public.objectives_tally (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    figure_id bigint NOT NULL,
    unit bigint NOT NULL,
    cycle bigint NOT NULL,
    person bigint,
    confidence character varying(4) NOT NULL,
    asked boolean NOT NULL,
    updated boolean NOT NULL,
    is_key_result boolean NOT NULL,
    is_objective boolean NOT NULL,
    own boolean NOT NULL,
    aligned boolean NOT NULL,
    progress integer,
    expected integer
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_tally FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_tally OWNER TO northstar_owner;

ALTER TABLE public.objectives_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_unitsnapshot (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    cycle_id bigint NOT NULL,
    "on" date NOT NULL,
    progress integer,
    expected integer
);

ALTER TABLE ONLY public.objectives_unitsnapshot FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_unitsnapshot OWNER TO northstar_owner;

ALTER TABLE public.objectives_unitsnapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_unitsnapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.objectives_unitsummary (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    cycle_id bigint NOT NULL,
    own_objectives integer NOT NULL,
    own_measured integer NOT NULL,
    own_progress bigint NOT NULL,
    own_expected bigint NOT NULL,
    on_track integer NOT NULL,
    at_risk integer NOT NULL,
    off_track integer NOT NULL,
    not_set integer NOT NULL,
    key_results integer NOT NULL,
    updated integer NOT NULL,
    objectives integer NOT NULL,
    aligned integer NOT NULL
)
WITH (fillfactor='80');

ALTER TABLE ONLY public.objectives_unitsummary FORCE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_unitsummary OWNER TO northstar_owner;

ALTER TABLE public.objectives_unitsummary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.objectives_unitsummary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.okrsite_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

ALTER TABLE public.okrsite_cache OWNER TO northstar_owner;

CREATE TABLE public.okrsite_job (
    id bigint NOT NULL,
    organisation_id bigint,
    kind character varying(60) NOT NULL,
    payload jsonb NOT NULL,
    unique_key character varying(200),
    at_most_once boolean DEFAULT false NOT NULL,
    state character varying(8) DEFAULT 'queued'::character varying NOT NULL,
    run_after timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    last_error character varying(300) DEFAULT ''::character varying NOT NULL,
    created_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    rung_at timestamp with time zone,
    claimed_at timestamp with time zone,
    done_at timestamp with time zone,
    CONSTRAINT okrsite_job_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT okrsite_job_state CHECK (((state)::text = ANY ((ARRAY['queued'::character varying, 'rung'::character varying, 'running'::character varying, 'failed'::character varying, 'done'::character varying, 'dead'::character varying, 'unknown'::character varying])::text[])))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_cost_delay='0');

ALTER TABLE ONLY public.okrsite_job FORCE ROW LEVEL SECURITY;

ALTER TABLE public.okrsite_job OWNER TO northstar_owner;

ALTER TABLE public.okrsite_job ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.okrsite_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.okrsite_pulse (
    name character varying(20) NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE public.okrsite_pulse OWNER TO northstar_owner;

CREATE TABLE public.organisations_account (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(120) NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    single_keys boolean NOT NULL
);

ALTER TABLE public.organisations_account OWNER TO northstar_owner;

CREATE TABLE public.organisations_account_groups (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.organisations_account_groups OWNER TO northstar_owner;

ALTER TABLE public.organisations_account_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_account_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.organisations_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisations_account_user_permissions (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.organisations_account_user_permissions OWNER TO northstar_owner;

ALTER TABLE public.organisations_account_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_account_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisations_auditevent (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    act character varying(60) NOT NULL,
    kind character varying(40) NOT NULL,
    "row" bigint,
    name character varying(200) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reason text NOT NULL,
    address inet
);

ALTER TABLE ONLY public.organisations_auditevent FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_auditevent OWNER TO northstar_owner;

ALTER TABLE public.organisations_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisations_invitation (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(10) NOT NULL,
    unit_id bigint,
    manager_id bigint,
    name character varying(120) NOT NULL,
    title character varying(120) NOT NULL,
    token_hash character varying(64) NOT NULL,
    invited_by_id bigint NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone
);

ALTER TABLE ONLY public.organisations_invitation FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_invitation OWNER TO northstar_owner;

ALTER TABLE public.organisations_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.organisations_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.organisations_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisations_peopleimport (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    what character varying(10) NOT NULL,
    file_name character varying(200) NOT NULL,
    headings jsonb NOT NULL,
    mapping jsonb NOT NULL,
    rows jsonb NOT NULL,
    options jsonb NOT NULL,
    outcome jsonb NOT NULL,
    state character varying(10) NOT NULL,
    uploaded_by_id bigint NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    imported_at timestamp with time zone
);

ALTER TABLE ONLY public.organisations_peopleimport FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_peopleimport OWNER TO northstar_owner;

ALTER TABLE public.organisations_peopleimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_peopleimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.organisations_unit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_unit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.organisations_unitclosure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_unitclosure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisations_unitgrant (
    id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    permission_id integer NOT NULL,
    user_id bigint NOT NULL,
    content_object_id bigint NOT NULL
);

ALTER TABLE ONLY public.organisations_unitgrant FORCE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unitgrant OWNER TO northstar_owner;

ALTER TABLE public.organisations_unitgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_unitgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession OWNER TO northstar_owner;

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

INSERT INTO public.auth_permission (id, name, content_type_id, codename) VALUES
	(1, 'Can add pulse', 1, 'add_pulse'),
	(2, 'Can change pulse', 1, 'change_pulse'),
	(3, 'Can delete pulse', 1, 'delete_pulse'),
	(4, 'Can view pulse', 1, 'view_pulse'),
	(5, 'Can add job', 2, 'add_job'),
	(6, 'Can change job', 2, 'change_job'),
	(7, 'Can delete job', 2, 'delete_job'),
	(8, 'Can view job', 2, 'view_job'),
	(9, 'Can add account', 3, 'add_account'),
	(10, 'Can change account', 3, 'change_account'),
	(11, 'Can delete account', 3, 'delete_account'),
	(12, 'Can view account', 3, 'view_account'),
	(13, 'Can add organisation', 4, 'add_organisation'),
	(14, 'Can change organisation', 4, 'change_organisation'),
	(15, 'Can delete organisation', 4, 'delete_organisation'),
	(16, 'Can view organisation', 4, 'view_organisation'),
	(17, 'Can add unit', 5, 'add_unit'),
	(18, 'Can change unit', 5, 'change_unit'),
	(19, 'Can delete unit', 5, 'delete_unit'),
	(20, 'Can view unit', 5, 'view_unit'),
	(21, 'Lead this unit', 5, 'lead_unit'),
	(22, 'Can add unit closure', 6, 'add_unitclosure'),
	(23, 'Can change unit closure', 6, 'change_unitclosure'),
	(24, 'Can delete unit closure', 6, 'delete_unitclosure'),
	(25, 'Can view unit closure', 6, 'view_unitclosure'),
	(26, 'Can add membership', 7, 'add_membership'),
	(27, 'Can change membership', 7, 'change_membership'),
	(28, 'Can delete membership', 7, 'delete_membership'),
	(29, 'Can view membership', 7, 'view_membership'),
	(30, 'Can add invitation', 8, 'add_invitation'),
	(31, 'Can change invitation', 8, 'change_invitation'),
	(32, 'Can delete invitation', 8, 'delete_invitation'),
	(33, 'Can view invitation', 8, 'view_invitation'),
	(34, 'Can add people import', 9, 'add_peopleimport'),
	(35, 'Can change people import', 9, 'change_peopleimport'),
	(36, 'Can delete people import', 9, 'delete_peopleimport'),
	(37, 'Can view people import', 9, 'view_peopleimport'),
	(38, 'Can add audit event', 10, 'add_auditevent'),
	(39, 'Can change audit event', 10, 'change_auditevent'),
	(40, 'Can delete audit event', 10, 'delete_auditevent'),
	(41, 'Can view audit event', 10, 'view_auditevent'),
	(42, 'Can add unit grant', 11, 'add_unitgrant'),
	(43, 'Can change unit grant', 11, 'change_unitgrant'),
	(44, 'Can delete unit grant', 11, 'delete_unitgrant'),
	(45, 'Can view unit grant', 11, 'view_unitgrant'),
	(46, 'Can add cycle', 12, 'add_cycle'),
	(47, 'Can change cycle', 12, 'change_cycle'),
	(48, 'Can delete cycle', 12, 'delete_cycle'),
	(49, 'Can view cycle', 12, 'view_cycle'),
	(50, 'Can add objective', 13, 'add_objective'),
	(51, 'Can change objective', 13, 'change_objective'),
	(52, 'Can delete objective', 13, 'delete_objective'),
	(53, 'Can view objective', 13, 'view_objective'),
	(54, 'Edit this objective', 13, 'edit_objective'),
	(55, 'Can add objective grant', 14, 'add_objectivegrant'),
	(56, 'Can change objective grant', 14, 'change_objectivegrant'),
	(57, 'Can delete objective grant', 14, 'delete_objectivegrant'),
	(58, 'Can view objective grant', 14, 'view_objectivegrant'),
	(59, 'Can add key result', 15, 'add_keyresult'),
	(60, 'Can change key result', 15, 'change_keyresult'),
	(61, 'Can delete key result', 15, 'delete_keyresult'),
	(62, 'Can view key result', 15, 'view_keyresult'),
	(63, 'Can add key result state', 16, 'add_keyresultstate'),
	(64, 'Can change key result state', 16, 'change_keyresultstate'),
	(65, 'Can delete key result state', 16, 'delete_keyresultstate'),
	(66, 'Can view key result state', 16, 'view_keyresultstate'),
	(67, 'Can add milestone', 17, 'add_milestone'),
	(68, 'Can change milestone', 17, 'change_milestone'),
	(69, 'Can delete milestone', 17, 'delete_milestone'),
	(70, 'Can view milestone', 17, 'view_milestone'),
	(71, 'Can add alignment', 18, 'add_alignment'),
	(72, 'Can change alignment', 18, 'change_alignment'),
	(73, 'Can delete alignment', 18, 'delete_alignment'),
	(74, 'Can view alignment', 18, 'view_alignment'),
	(75, 'Can add contribution', 19, 'add_contribution'),
	(76, 'Can change contribution', 19, 'change_contribution'),
	(77, 'Can delete contribution', 19, 'delete_contribution'),
	(78, 'Can view contribution', 19, 'view_contribution'),
	(79, 'Can add figure', 20, 'add_figure'),
	(80, 'Can change figure', 20, 'change_figure'),
	(81, 'Can delete figure', 20, 'delete_figure'),
	(82, 'Can view figure', 20, 'view_figure'),
	(83, 'Can add edge', 21, 'add_edge'),
	(84, 'Can change edge', 21, 'change_edge'),
	(85, 'Can delete edge', 21, 'delete_edge'),
	(86, 'Can view edge', 21, 'view_edge'),
	(87, 'Can add tally', 22, 'add_tally'),
	(88, 'Can change tally', 22, 'change_tally'),
	(89, 'Can delete tally', 22, 'delete_tally'),
	(90, 'Can view tally', 22, 'view_tally'),
	(91, 'Can add roll up', 23, 'add_rollup'),
	(92, 'Can change roll up', 23, 'change_rollup'),
	(93, 'Can delete roll up', 23, 'delete_rollup'),
	(94, 'Can view roll up', 23, 'view_rollup'),
	(95, 'Can add change', 24, 'add_change'),
	(96, 'Can change change', 24, 'change_change'),
	(97, 'Can delete change', 24, 'delete_change'),
	(98, 'Can view change', 24, 'view_change'),
	(99, 'Can add figure snapshot', 25, 'add_figuresnapshot'),
	(100, 'Can change figure snapshot', 25, 'change_figuresnapshot'),
	(101, 'Can delete figure snapshot', 25, 'delete_figuresnapshot'),
	(102, 'Can view figure snapshot', 25, 'view_figuresnapshot'),
	(103, 'Can add history entry', 26, 'add_historyentry'),
	(104, 'Can change history entry', 26, 'change_historyentry'),
	(105, 'Can delete history entry', 26, 'delete_historyentry'),
	(106, 'Can view history entry', 26, 'view_historyentry'),
	(107, 'Can add judgement', 27, 'add_judgement'),
	(108, 'Can change judgement', 27, 'change_judgement'),
	(109, 'Can delete judgement', 27, 'delete_judgement'),
	(110, 'Can view judgement', 27, 'view_judgement'),
	(111, 'Can add unit summary', 28, 'add_unitsummary'),
	(112, 'Can change unit summary', 28, 'change_unitsummary'),
	(113, 'Can delete unit summary', 28, 'delete_unitsummary'),
	(114, 'Can view unit summary', 28, 'view_unitsummary'),
	(115, 'Can add unit snapshot', 29, 'add_unitsnapshot'),
	(116, 'Can change unit snapshot', 29, 'change_unitsnapshot'),
	(117, 'Can delete unit snapshot', 29, 'delete_unitsnapshot'),
	(118, 'Can view unit snapshot', 29, 'view_unitsnapshot'),
	(119, 'Can add person summary', 30, 'add_personsummary'),
	(120, 'Can change person summary', 30, 'change_personsummary'),
	(121, 'Can delete person summary', 30, 'delete_personsummary'),
	(122, 'Can view person summary', 30, 'view_personsummary'),
	(123, 'Can add participation', 31, 'add_participation'),
	(124, 'Can change participation', 31, 'change_participation'),
	(125, 'Can delete participation', 31, 'delete_participation'),
	(126, 'Can view participation', 31, 'view_participation'),
	(127, 'Can add finding', 32, 'add_finding'),
	(128, 'Can change finding', 32, 'change_finding'),
	(129, 'Can delete finding', 32, 'delete_finding'),
	(130, 'Can view finding', 32, 'view_finding'),
	(131, 'Can add update', 33, 'add_update'),
	(132, 'Can change update', 33, 'change_update'),
	(133, 'Can delete update', 33, 'delete_update'),
	(134, 'Can view update', 33, 'view_update'),
	(135, 'Can add check in series', 34, 'add_checkinseries'),
	(136, 'Can change check in series', 34, 'change_checkinseries'),
	(137, 'Can delete check in series', 34, 'delete_checkinseries'),
	(138, 'Can view check in series', 34, 'view_checkinseries'),
	(139, 'Can add check in', 35, 'add_checkin'),
	(140, 'Can change check in', 35, 'change_checkin'),
	(141, 'Can delete check in', 35, 'delete_checkin'),
	(142, 'Can view check in', 35, 'view_checkin'),
	(143, 'Can add guest', 36, 'add_guest'),
	(144, 'Can change guest', 36, 'change_guest'),
	(145, 'Can delete guest', 36, 'delete_guest'),
	(146, 'Can view guest', 36, 'view_guest'),
	(147, 'Can add agenda item', 37, 'add_agendaitem'),
	(148, 'Can change agenda item', 37, 'change_agendaitem'),
	(149, 'Can delete agenda item', 37, 'delete_agendaitem'),
	(150, 'Can view agenda item', 37, 'view_agendaitem'),
	(151, 'Can add action item', 38, 'add_actionitem'),
	(152, 'Can change action item', 38, 'change_actionitem'),
	(153, 'Can delete action item', 38, 'delete_actionitem'),
	(154, 'Can view action item', 38, 'view_actionitem'),
	(155, 'Can add shared note', 39, 'add_sharednote'),
	(156, 'Can change shared note', 39, 'change_sharednote'),
	(157, 'Can delete shared note', 39, 'delete_sharednote'),
	(158, 'Can view shared note', 39, 'view_sharednote'),
	(159, 'Can add private note', 40, 'add_privatenote'),
	(160, 'Can change private note', 40, 'change_privatenote'),
	(161, 'Can delete private note', 40, 'delete_privatenote'),
	(162, 'Can view private note', 40, 'view_privatenote'),
	(163, 'Can add weekly answers', 41, 'add_weeklyanswers'),
	(164, 'Can change weekly answers', 41, 'change_weeklyanswers'),
	(165, 'Can delete weekly answers', 41, 'delete_weeklyanswers'),
	(166, 'Can view weekly answers', 41, 'view_weeklyanswers'),
	(167, 'Can add recognition', 42, 'add_recognition'),
	(168, 'Can change recognition', 42, 'change_recognition'),
	(169, 'Can delete recognition', 42, 'delete_recognition'),
	(170, 'Can view recognition', 42, 'view_recognition'),
	(171, 'Can add occurrence', 43, 'add_occurrence'),
	(172, 'Can change occurrence', 43, 'change_occurrence'),
	(173, 'Can delete occurrence', 43, 'delete_occurrence'),
	(174, 'Can view occurrence', 43, 'view_occurrence'),
	(175, 'Can add permission', 44, 'add_permission'),
	(176, 'Can change permission', 44, 'change_permission'),
	(177, 'Can delete permission', 44, 'delete_permission'),
	(178, 'Can view permission', 44, 'view_permission'),
	(179, 'Can add group', 45, 'add_group'),
	(180, 'Can change group', 45, 'change_group'),
	(181, 'Can delete group', 45, 'delete_group'),
	(182, 'Can view group', 45, 'view_group'),
	(183, 'Can add content type', 46, 'add_contenttype'),
	(184, 'Can change content type', 46, 'change_contenttype'),
	(185, 'Can delete content type', 46, 'delete_contenttype'),
	(186, 'Can view content type', 46, 'view_contenttype'),
	(187, 'Can add session', 47, 'add_session'),
	(188, 'Can change session', 47, 'change_session'),
	(189, 'Can delete session', 47, 'delete_session'),
	(190, 'Can view session', 47, 'view_session'),
	(191, 'Can add group object permission', 48, 'add_groupobjectpermission'),
	(192, 'Can change group object permission', 48, 'change_groupobjectpermission'),
	(193, 'Can delete group object permission', 48, 'delete_groupobjectpermission'),
	(194, 'Can view group object permission', 48, 'view_groupobjectpermission'),
	(195, 'Can add user object permission', 49, 'add_userobjectpermission'),
	(196, 'Can change user object permission', 49, 'change_userobjectpermission'),
	(197, 'Can delete user object permission', 49, 'delete_userobjectpermission'),
	(198, 'Can view user object permission', 49, 'view_userobjectpermission'),
	(199, 'Can add email address', 50, 'add_emailaddress'),
	(200, 'Can change email address', 50, 'change_emailaddress');
INSERT INTO public.auth_permission (id, name, content_type_id, codename) VALUES
	(201, 'Can delete email address', 50, 'delete_emailaddress'),
	(202, 'Can view email address', 50, 'view_emailaddress'),
	(203, 'Can add email confirmation', 51, 'add_emailconfirmation'),
	(204, 'Can change email confirmation', 51, 'change_emailconfirmation'),
	(205, 'Can delete email confirmation', 51, 'delete_emailconfirmation'),
	(206, 'Can view email confirmation', 51, 'view_emailconfirmation'),
	(207, 'Can add authenticator', 52, 'add_authenticator'),
	(208, 'Can change authenticator', 52, 'change_authenticator'),
	(209, 'Can delete authenticator', 52, 'delete_authenticator'),
	(210, 'Can view authenticator', 52, 'view_authenticator'),
	(211, 'Can add user session', 53, 'add_usersession'),
	(212, 'Can change user session', 53, 'change_usersession'),
	(213, 'Can delete user session', 53, 'delete_usersession'),
	(214, 'Can view user session', 53, 'view_usersession');

INSERT INTO public.checkins_actionitem (id, organisation_id, public_id, series_id, check_in_id, text, owner_id, due_on, done_at, created_by_id, created_at) VALUES
	(1, 1, 'EpF6HNkNT3We', 1, 1, 'Call the customer', 1, NULL, NULL, 1, '2026-11-27 16:10:19.645764+00');

INSERT INTO public.checkins_agendaitem (id, organisation_id, public_id, check_in_id, "position", text, note, by_id, about, key_result_id, minutes, done_at, carried_from) VALUES
	(1, 1, 'hmE4LWpheA4E', 1, 0, 'Renewals', 'Note', 1, '', 12, 5, NULL, NULL);

INSERT INTO public.checkins_checkin (id, organisation_id, public_id, series_id, local_date, starts_at, state, reason, title, completed_at, completed_by_id, version) VALUES
	(1, 1, 'LhDk6ZGTdXxA', 1, '2026-11-27', '2026-11-27 18:10:19.445393+00', 'planned', 'Moved', 'Talk', NULL, NULL, 1),
	(2, 1, 'xcUm35Ti2Vx7', 2, '2026-11-27', '2026-11-27 19:10:19.445393+00', 'planned', '', 'Theirs', NULL, NULL, 1),
	(3, 2, 'JLkmMNR2nRZC', 3, '2026-07-02', '2026-07-02 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(4, 2, 'ZowdaGB8pPty', 3, '2026-07-09', '2026-07-09 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(5, 2, 'ju5aPaB8Lpbm', 3, '2026-07-16', '2026-07-16 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(6, 2, 'zpT6EfzwZrsY', 3, '2026-07-23', '2026-07-23 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(7, 2, 'YHpyNorznqEb', 3, '2026-07-30', '2026-07-30 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(8, 2, '3ZFQRiHP8oPb', 3, '2026-08-06', '2026-08-06 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(9, 2, '5KbxLqsNv6sj', 3, '2026-08-13', '2026-08-13 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(10, 2, 'PdSqTNTJuwoY', 3, '2026-08-20', '2026-08-20 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(11, 2, 'YSkM55LBfSz7', 3, '2026-08-27', '2026-08-27 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(12, 2, 'Wzp6EWeZAhXA', 3, '2026-09-03', '2026-09-03 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(13, 2, 'zEUqdGzdQfBL', 3, '2026-09-10', '2026-09-10 08:00:00+00', 'planned', '', '', NULL, NULL, 1),
	(14, 2, 'yfLbsUXPNL2E', 3, '2026-09-17', '2026-09-17 08:00:00+00', 'planned', '', '', NULL, NULL, 1);

INSERT INTO public.checkins_checkinseries (id, organisation_id, public_id, kind, manager_id, report_id, unit_id, every, weekday, local_time, time_zone, minutes, place, starts_on, ended_on, next_reminder_at, version) VALUES
	(1, 1, 'opkixz4d2xHT', 'one_on_one', 1, 3, NULL, 'week', 3, '10:00:00', 'Europe/Oslo', 30, 'Room', '2026-11-27', NULL, '2026-11-28 16:10:19.445393+00', 1),
	(2, 1, 'sqjVWbFamMTm', 'one_on_one', 2, 3, NULL, 'week', 3, '10:00:00', 'Europe/Oslo', 30, 'Room', '2026-11-27', NULL, NULL, 1),
	(3, 2, 'p4qyZtnpzx2b', 'one_on_one', 9, 12, NULL, 'week', 3, '10:00:00', 'Europe/Oslo', 30, 'Teams', '2026-07-02', NULL, NULL, 1);

INSERT INTO public.checkins_guest (id, organisation_id, check_in_id, membership_id) VALUES
	(1, 1, 1, 2);

INSERT INTO public.checkins_occurrence (id, organisation_id, kind, about, membership_id, local_date, made_at, outcome) VALUES
	(1, 1, 'by_hand', 'rhythm', 1, '2026-11-27', '2026-11-27 16:10:19.653309+00', '');

INSERT INTO public.checkins_privatenote (id, organisation_id, check_in_id, author_id, text, saved_at) VALUES
	(1, 1, 1, 1, 'Private', '2026-11-27 16:10:19.650337+00');

INSERT INTO public.checkins_recognition (id, organisation_id, public_id, to_id, by_id, key_result_id, text, at) VALUES
	(1, 1, 'cL4XVjNZk8Ak', 1, 3, 12, 'Thanks', '2026-11-27 16:10:19.631518+00'),
	(2, 2, 'x7s757qnSzfz', 12, 9, 14, 'You saw Nordvik coming.', '2026-08-18 06:30:00+00');

INSERT INTO public.checkins_sharednote (id, organisation_id, check_in_id, text, version, saved_by_id, saved_at) VALUES
	(1, 1, 1, 'Shared', 1, 1, '2026-11-27 16:10:19.649054+00');

INSERT INTO public.checkins_update (id, organisation_id, public_id, key_result_id, at, by_id, value, progress, confidence, note, no_change, request_id, steps, reverts_id, in_check_in_id) VALUES
	(1, 1, 'TYDEnxxB9ivf', 12, '2026-11-27 16:10:19.445393+00', 1, 50.000000, 500000, 'risk', 'A note', false, 'abfa43cc-60e6-44d9-8999-c47b1e6f47d4', NULL, NULL, NULL),
	(2, 2, 'Ki4DjtEA8CQD', 14, '2026-07-28 07:00:00+00', 12, 12.400000, 50000, 'on', '', false, 'ea40d846-1f06-4f49-bd5a-1912354eefef', NULL, NULL, NULL),
	(3, 2, 'afpufQp7utoM', 14, '2026-08-04 07:00:00+00', 12, 13.100000, 137500, 'on', '', false, '89ea5e63-b16d-40e6-bec3-046a18a1e6ac', NULL, NULL, NULL),
	(4, 2, 'YGxVmEUrBJCK', 14, '2026-08-11 07:00:00+00', 12, 15.200000, 400000, 'on', '', false, '49bbef7b-77a3-4a46-b83b-e31943eb0f6f', NULL, NULL, NULL),
	(5, 2, 'ukKrjEkyzvaL', 15, '2026-07-28 07:00:00+00', 12, 87.600000, 760000, 'on', '', false, '64bd98f2-4ac4-43f5-9743-884d7809415e', NULL, NULL, NULL),
	(6, 2, 'Bi9g39h6bBXe', 15, '2026-08-04 07:00:00+00', 12, 88.900000, 890000, 'on', '', false, '1541068f-b02f-4018-b3b9-3d2f7030986e', NULL, NULL, NULL),
	(7, 2, 'iUeM9WCQ3xYk', 15, '2026-08-11 07:00:00+00', 12, 89.100000, 910000, 'on', '', false, '23bdfc25-3837-4f8b-8063-1bf7369f1b81', NULL, NULL, NULL),
	(8, 2, 'QKh73Mqw2TQa', 16, '2026-07-28 07:00:00+00', 12, 22.000000, 437500, 'on', '', false, 'b156d21b-c638-4fcb-9ef7-cacbbd5b7d05', NULL, NULL, NULL),
	(9, 2, 'cA3nwGfjRRrY', 16, '2026-08-04 07:00:00+00', 12, 25.000000, 531250, 'on', '', false, '66a0c899-a336-48f3-b8fd-addd7afd77db', NULL, NULL, NULL),
	(10, 2, 'AdLT8DwQs9r7', 16, '2026-08-11 07:00:00+00', 12, 29.000000, 656250, 'on', '', false, 'ffc4e058-4539-4ac8-b0c6-f3c7aab2d286', NULL, NULL, NULL),
	(11, 2, '7MUDrYtNAKBs', 17, '2026-07-28 07:00:00+00', 12, 61.000000, 111111, 'on', '', false, '3896b43e-b2e0-43dc-bba2-34f157276ccd', NULL, NULL, NULL),
	(12, 2, 'NZraE6NguM76', 17, '2026-08-04 07:00:00+00', 12, 60.500000, 166667, 'on', '', false, '15cadb19-c23c-47cd-8186-2a82189ac103', NULL, NULL, NULL),
	(13, 2, 'Nc4hMiAgoS7p', 17, '2026-08-11 07:00:00+00', 12, 60.000000, 222222, 'on', '', false, '6026534a-0ba1-481c-b75d-d38be4af495f', NULL, NULL, NULL),
	(14, 2, 'AjFe63DGMTBG', 18, '2026-07-28 07:00:00+00', 12, 63.000000, 228571, 'on', '', false, '323fd79e-05c5-40d0-adbf-d48b27315164', NULL, NULL, NULL),
	(15, 2, 'UCvpqGXePTrd', 18, '2026-08-04 07:00:00+00', 12, 70.000000, 428571, 'on', '', false, '9aaec0cb-3b2d-4930-ab79-743f4a84a6eb', NULL, NULL, NULL),
	(16, 2, 'LoNrNcYQReRH', 18, '2026-08-11 07:00:00+00', 12, 74.000000, 542857, 'on', '', false, 'a44fb6ff-179f-4274-a5cd-c716f7d6e13b', NULL, NULL, NULL),
	(17, 2, 'CHzmfDhsiW2n', 19, '2026-07-28 07:00:00+00', 12, 37.000000, 233333, 'on', '', false, '185131a5-918d-4547-b347-d5c300fda8fe', NULL, NULL, NULL),
	(18, 2, 'LM5eEWApUAby', 19, '2026-08-04 07:00:00+00', 12, 38.000000, 266667, 'on', '', false, 'ff7f8290-f37c-41d7-bfb3-2d9466407cfa', NULL, NULL, NULL),
	(19, 2, 'DEiacL46PCgB', 19, '2026-08-11 07:00:00+00', 12, 41.000000, 366667, 'on', '', false, '2122e9c4-b76a-4870-bbf9-d32c54ad4927', NULL, NULL, NULL),
	(20, 2, 'PdHEu4epjwpW', 14, '2026-08-18 06:12:00+00', 12, 16.800000, 600000, 'on', '', false, 'b434b83e-e034-4a14-bc64-66b29bd5a9ab', NULL, NULL, NULL),
	(21, 2, 'G7F4TRif4JeY', 15, '2026-08-18 06:11:00+00', 12, 88.400000, 840000, 'risk', 'Nordvik waits for frame prices.', false, '5b7f182f-4ddc-40ee-a7a0-bba1d7535a58', NULL, NULL, NULL),
	(22, 2, 'm9RfGJha2Lq8', 18, '2026-08-17 07:00:00+00', 12, 78.000000, 657143, 'on', '', false, 'c6503e28-78cf-4567-9e0b-a3529f6299bd', NULL, NULL, NULL),
	(23, 2, 'A9NxtuYA9E9Y', 19, '2026-08-17 07:00:00+00', 12, 42.000000, 400000, 'risk', '', false, 'd2dec7cc-8024-4411-9da0-38460249303e', NULL, NULL, NULL),
	(24, 2, 'MHBdeBtPzLBp', 20, '2026-08-17 07:00:00+00', 9, 232.000000, 800000, 'on', '', false, 'd4802ee9-b801-4a68-95be-807b85b97db6', NULL, NULL, NULL),
	(25, 2, '9hCkKHNqBaeJ', 21, '2026-08-17 07:00:00+00', 6, 452.000000, 650000, 'on', '', false, '48b5e599-e6a3-4fb0-87f2-7165b1987a62', NULL, NULL, NULL),
	(26, 2, 'aNw6SXYESiF9', 14, '2026-08-18 06:35:00+00', 12, 61.000000, 1000000, 'on', 'Two more offers signed', false, '739e4106-3e65-4da1-8c26-1504992f5dc6', NULL, NULL, NULL),
	(27, 2, 'tbXy8Rru447Z', 14, '2026-08-18 06:36:00+00', 12, 63.000000, 1000000, 'on', 'A typing error', false, '3633d3b2-8b87-4566-9289-44c56310599d', NULL, NULL, NULL),
	(28, 2, 'KF8MmxuJj4Vd', 14, '2026-08-18 06:37:00+00', 12, 61.000000, 1000000, 'on', '', false, 'ce55920a-a759-4bca-bddc-b5f0fa0385e1', NULL, 27, NULL),
	(29, 2, 'amHMQAtWm6uC', 15, '2026-08-18 06:37:00+00', 9, 88.400000, 840000, 'risk', 'Said in the 1-on-1', false, '22a7f75b-a732-4322-9b2e-8bed09497529', NULL, NULL, 3);

INSERT INTO public.checkins_weeklyanswers (id, organisation_id, membership_id, week, answers, saved_at) VALUES
	(1, 1, 1, '2026-11-23', '[{"answer": "This", "question": "What moved?"}]', '2026-11-27 16:10:19.651509+00');

INSERT INTO public.django_content_type (id, app_label, model) VALUES
	(1, 'okrsite', 'pulse'),
	(2, 'okrsite', 'job'),
	(3, 'organisations', 'account'),
	(4, 'organisations', 'organisation'),
	(5, 'organisations', 'unit'),
	(6, 'organisations', 'unitclosure'),
	(7, 'organisations', 'membership'),
	(8, 'organisations', 'invitation'),
	(9, 'organisations', 'peopleimport'),
	(10, 'organisations', 'auditevent'),
	(11, 'organisations', 'unitgrant'),
	(12, 'objectives', 'cycle'),
	(13, 'objectives', 'objective'),
	(14, 'objectives', 'objectivegrant'),
	(15, 'objectives', 'keyresult'),
	(16, 'objectives', 'keyresultstate'),
	(17, 'objectives', 'milestone'),
	(18, 'objectives', 'alignment'),
	(19, 'objectives', 'contribution'),
	(20, 'objectives', 'figure'),
	(21, 'objectives', 'edge'),
	(22, 'objectives', 'tally'),
	(23, 'objectives', 'rollup'),
	(24, 'objectives', 'change'),
	(25, 'objectives', 'figuresnapshot'),
	(26, 'objectives', 'historyentry'),
	(27, 'objectives', 'judgement'),
	(28, 'objectives', 'unitsummary'),
	(29, 'objectives', 'unitsnapshot'),
	(30, 'objectives', 'personsummary'),
	(31, 'objectives', 'participation'),
	(32, 'objectives', 'finding'),
	(33, 'checkins', 'update'),
	(34, 'checkins', 'checkinseries'),
	(35, 'checkins', 'checkin'),
	(36, 'checkins', 'guest'),
	(37, 'checkins', 'agendaitem'),
	(38, 'checkins', 'actionitem'),
	(39, 'checkins', 'sharednote'),
	(40, 'checkins', 'privatenote'),
	(41, 'checkins', 'weeklyanswers'),
	(42, 'checkins', 'recognition'),
	(43, 'checkins', 'occurrence'),
	(44, 'auth', 'permission'),
	(45, 'auth', 'group'),
	(46, 'contenttypes', 'contenttype'),
	(47, 'sessions', 'session'),
	(48, 'guardian', 'groupobjectpermission'),
	(49, 'guardian', 'userobjectpermission'),
	(50, 'account', 'emailaddress'),
	(51, 'account', 'emailconfirmation'),
	(52, 'mfa', 'authenticator'),
	(53, 'usersessions', 'usersession');

INSERT INTO public.django_migrations (id, app, name, applied) VALUES
	(1, 'contenttypes', '0001_initial', '2026-11-27 16:09:34.445085+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-11-27 16:09:34.449107+00'),
	(3, 'auth', '0001_initial', '2026-11-27 16:09:34.463839+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-11-27 16:09:34.46697+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-11-27 16:09:34.470507+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-11-27 16:09:34.473109+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-11-27 16:09:34.476125+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-11-27 16:09:34.476686+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-27 16:09:34.480101+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-11-27 16:09:34.483198+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-27 16:09:34.485828+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-11-27 16:09:34.489187+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-11-27 16:09:34.493116+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-27 16:09:34.497846+00'),
	(15, 'organisations', '0001_account', '2026-11-27 16:09:34.514992+00'),
	(16, 'account', '0001_initial', '2026-11-27 16:09:34.532644+00'),
	(17, 'account', '0002_email_max_length', '2026-11-27 16:09:34.538948+00'),
	(18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-27 16:09:34.551499+00'),
	(19, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-27 16:09:34.559885+00'),
	(20, 'account', '0005_emailaddress_idx_upper_email', '2026-11-27 16:09:34.566099+00'),
	(21, 'account', '0006_emailaddress_lower', '2026-11-27 16:09:34.574337+00'),
	(22, 'account', '0007_emailaddress_idx_email', '2026-11-27 16:09:34.586429+00'),
	(23, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-27 16:09:34.593499+00'),
	(24, 'account', '0009_emailaddress_unique_primary_email', '2026-11-27 16:09:34.599637+00'),
	(25, 'usersessions', '0001_initial', '2026-11-27 16:09:34.608889+00'),
	(26, 'sessions', '0001_initial', '2026-11-27 16:09:34.612489+00'),
	(27, 'mfa', '0001_initial', '2026-11-27 16:09:34.62166+00'),
	(28, 'mfa', '0002_authenticator_timestamps', '2026-11-27 16:09:34.634151+00'),
	(29, 'mfa', '0003_authenticator_type_uniq', '2026-11-27 16:09:34.653053+00'),
	(30, 'guardian', '0001_initial', '2026-11-27 16:09:34.697203+00'),
	(31, 'guardian', '0002_generic_permissions_index', '2026-11-27 16:09:34.714112+00'),
	(32, 'guardian', '0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more', '2026-11-27 16:09:34.771788+00'),
	(33, 'organisations', '0002_tables', '2026-11-27 16:09:34.982179+00'),
	(34, 'organisations', '0003_isolation', '2026-11-27 16:09:35.133167+00'),
	(35, 'objectives', '0001_tables', '2026-11-27 16:09:35.594487+00'),
	(36, 'objectives', '0002_isolation', '2026-11-27 16:09:35.6912+00'),
	(37, 'checkins', '0001_tables', '2026-11-27 16:09:35.933999+00'),
	(38, 'checkins', '0002_isolation', '2026-11-27 16:09:35.966351+00'),
	(39, 'objectives', '0003_rules', '2026-11-27 16:09:35.987291+00'),
	(40, 'okrsite', '0001_queue', '2026-11-27 16:09:35.998645+00'),
	(41, 'okrsite', '0002_isolation', '2026-11-27 16:09:36.002467+00');

INSERT INTO public.objectives_alignment (id, organisation_id, public_id, child_id, parent_id, parent_key_result_id, kind, state, weight, how, proposed_by_id, proposed_at, decided_by_id, decided_at) VALUES
	(1, 1, 'JnAEpR85iuqE', 2, 1, NULL, 'direct', 'accepted', 1, 'It helps', 1, '2026-11-27 16:10:19.618229+00', NULL, NULL),
	(2, 1, 'tZuKG7cjGXmS', 3, 1, NULL, 'direct', 'proposed', 1, 'It will help', 1, '2026-11-27 16:10:19.621816+00', NULL, NULL),
	(3, 2, 'L5aQXqvYKzuC', 8, 7, NULL, 'direct', 'accepted', 1, '', NULL, '2026-11-27 16:10:21.573674+00', NULL, NULL),
	(4, 2, 'uYDDkHscrFSH', 7, 6, NULL, 'direct', 'accepted', 1, '', NULL, '2026-11-27 16:10:21.574618+00', NULL, NULL),
	(5, 2, 'qwBQJQJy3f7u', 9, 7, NULL, 'indirect', 'accepted', 1, 'Faster signatures free time for customers.', NULL, '2026-11-27 16:10:21.575911+00', NULL, NULL),
	(6, 2, 'eiGDNnb6i4mz', 12, 11, NULL, 'direct', 'accepted', 1, '', NULL, '2026-11-27 16:10:21.691576+00', NULL, NULL);

INSERT INTO public.objectives_change (id, organisation_id, key_result, objective, at) VALUES
	(1, 1, NULL, 2, '2026-11-27 16:10:21.422311+00');

INSERT INTO public.objectives_contribution (id, organisation_id, public_id, child_id, parent_id, made_by_id, made_at) VALUES
	(1, 1, '9LktWj3CjUns', 12, 11, 1, '2026-11-27 16:10:19.615802+00');

INSERT INTO public.objectives_cycle (id, organisation_id, public_id, name, kind, starts_on, ends_on, parent_id, drafting_from, submission_due, state) VALUES
	(1, 1, 'YcqwvTxo3fdb', 'This one', 'quarter', '2026-10-18', '2027-01-06', NULL, NULL, NULL, 'active'),
	(2, 1, '9EXa34w4XDKx', 'Next one', 'quarter', '2027-01-07', '2027-03-27', NULL, NULL, NULL, 'planning'),
	(3, 1, 'p3FrwtFDzuzV', 'Last one', 'quarter', '2026-07-30', '2026-10-17', NULL, NULL, NULL, 'closed'),
	(6, 2, 'j3ywrs5e4ArH', 'Q4 2026', 'quarter', '2026-10-01', '2026-12-31', 4, NULL, NULL, 'planning'),
	(4, 2, 'nYaGS92vJAgy', '2026', 'annual', '2026-01-01', '2026-12-31', NULL, NULL, NULL, 'active'),
	(5, 2, 'XCPe5fGTw6c3', 'Q3 2026', 'quarter', '2026-07-01', '2026-09-30', 4, NULL, NULL, 'active');

INSERT INTO public.objectives_edge (id, organisation_id, child_id, parent_id, weight, adds) VALUES
	(1, 1, 14, 3, 1, false),
	(2, 1, 16, 1, 1, false),
	(3, 1, 7, 4, 1, false),
	(4, 1, 6, 4, 1, false),
	(5, 1, 12, 3, 1, false),
	(6, 1, 15, 3, 1, false),
	(7, 1, 18, 2, 1, false),
	(8, 1, 9, 5, 1, false),
	(9, 1, 10, 5, 1, false),
	(10, 1, 17, 2, 1, false),
	(11, 1, 17, 16, 1, true),
	(12, 1, 8, 4, 1, false),
	(13, 1, 2, 1, 1, false),
	(14, 1, 11, 5, 1, false),
	(15, 1, 13, 3, 1, false),
	(16, 2, 34, 20, 1, false),
	(17, 2, 40, 25, 1, false),
	(18, 2, 28, 21, 1, false),
	(19, 2, 37, 23, 1, false),
	(20, 2, 43, 44, 92, false),
	(21, 2, 30, 21, 1, false),
	(22, 2, 35, 19, 1, false),
	(23, 2, 42, 27, 1, false),
	(24, 2, 21, 20, 1, false),
	(25, 2, 31, 22, 1, false),
	(26, 2, 29, 21, 1, false),
	(27, 2, 33, 22, 1, false),
	(28, 2, 20, 43, 1, false),
	(29, 2, 39, 24, 1, false),
	(30, 2, 44, 19, 1, false),
	(31, 2, 36, 23, 1, false),
	(32, 2, 38, 24, 1, false),
	(33, 2, 41, 26, 1, false),
	(34, 2, 32, 22, 1, false);

INSERT INTO public.objectives_figure (id, organisation_id, kind, key_result_id, objective_id, of_objective_id, of_key_result_id, cycle_id, progress, expected, calendar, sum_w, sum_wp, sum_we, fixed_w, sum_change, base, goal, value, change, frozen) VALUES
	(28, 2, 'leaf', 14, NULL, NULL, NULL, NULL, 1000000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 12.000000, 20.000000, 61.000000, 49.000000, false),
	(6, 1, 'leaf', 1, NULL, NULL, NULL, NULL, 0, 500000, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(7, 1, 'leaf', 2, NULL, NULL, NULL, NULL, 0, 500000, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(8, 1, 'leaf', 3, NULL, NULL, NULL, NULL, 0, 500000, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(9, 1, 'leaf', 4, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(10, 1, 'leaf', 5, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(11, 1, 'leaf', 6, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(12, 1, 'leaf', 7, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(13, 1, 'leaf', 8, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(14, 1, 'leaf', 9, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(15, 1, 'leaf', 10, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 0.000000, 0.000000, false),
	(17, 1, 'leaf', 12, NULL, NULL, NULL, NULL, 500000, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 50.000000, 50.000000, false),
	(18, 1, 'leaf', 13, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 3.000000, 0.000000, 0.000000, false),
	(1, 1, 'mean', NULL, 1, NULL, NULL, NULL, 375000, 0, NULL, 2, 750000, 0, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(2, 1, 'mean', NULL, 2, NULL, NULL, NULL, 250000, 0, NULL, 2, 500000, 0, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(3, 1, 'mean', NULL, 3, NULL, NULL, NULL, 0, 0, NULL, 4, 0, 0, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(4, 1, 'mean', NULL, 4, NULL, NULL, NULL, 0, 500000, NULL, 3, 0, 1500000, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(5, 1, 'mean', NULL, 5, NULL, NULL, NULL, 0, 0, NULL, 3, 0, 0, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(16, 1, 'sum', 11, NULL, NULL, NULL, NULL, 500000, 0, 0, 0, 0, 0, NULL, 50.000000, 0.000000, 100.000000, 50.000000, 50.000000, false),
	(20, 2, 'mean', NULL, 7, NULL, NULL, NULL, 816042, 606228, NULL, 2, 1632083, 1212455, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(21, 2, 'mean', NULL, 8, NULL, NULL, NULL, 832083, 684982, NULL, 3, 2496250, 2054946, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(29, 2, 'leaf', 15, NULL, NULL, NULL, NULL, 840000, 1000000, NULL, 0, 0, 0, NULL, 0.000000, 80.000000, 90.000000, 88.400000, 8.400000, false),
	(30, 2, 'leaf', 16, NULL, NULL, NULL, NULL, 656250, 527473, NULL, 0, 0, 0, NULL, 0.000000, 8.000000, 40.000000, 29.000000, 21.000000, false),
	(31, 2, 'leaf', 17, NULL, NULL, NULL, NULL, 222222, 527473, NULL, 0, 0, 0, NULL, 0.000000, 62.000000, 53.000000, 60.000000, -2.000000, false),
	(32, 2, 'leaf', 18, NULL, NULL, NULL, NULL, 657143, 527473, NULL, 0, 0, 0, NULL, 0.000000, 55.000000, 90.000000, 78.000000, 23.000000, false),
	(33, 2, 'leaf', 19, NULL, NULL, NULL, NULL, 400000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 30.000000, 60.000000, 42.000000, 12.000000, false),
	(34, 2, 'leaf', 20, NULL, NULL, NULL, NULL, 800000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 200.000000, 240.000000, 232.000000, 32.000000, false),
	(22, 2, 'mean', NULL, 9, NULL, NULL, NULL, 426455, 527473, NULL, 3, 1279365, 1582419, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(23, 2, 'mean', NULL, 10, NULL, NULL, NULL, 400000, 629121, NULL, 2, 800000, 1258242, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(24, 2, 'mean', NULL, 11, NULL, NULL, NULL, 300000, 527473, NULL, 2, 600000, 1054946, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(25, 2, 'mean', NULL, 12, NULL, NULL, NULL, 900000, 527473, NULL, 1, 900000, 527473, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(26, 2, 'mean', NULL, 13, NULL, NULL, NULL, 600000, 527473, NULL, 1, 600000, 527473, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(27, 2, 'mean', NULL, 14, NULL, NULL, NULL, 600000, 527473, NULL, 1, 600000, 527473, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(35, 2, 'leaf', 21, NULL, NULL, NULL, NULL, 650000, 262295, NULL, 0, 0, 0, NULL, 0.000000, 400.000000, 480.000000, 452.000000, 52.000000, false),
	(36, 2, 'leaf', 22, NULL, NULL, NULL, NULL, 200000, 629121, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 20.000000, 20.000000, false),
	(37, 2, 'leaf', 23, NULL, NULL, NULL, NULL, 600000, 629121, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 60.000000, 60.000000, false),
	(38, 2, 'leaf', 24, NULL, NULL, NULL, NULL, 200000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 20.000000, 20.000000, false),
	(39, 2, 'leaf', 25, NULL, NULL, NULL, NULL, 400000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 40.000000, 40.000000, false),
	(40, 2, 'leaf', 26, NULL, NULL, NULL, NULL, 900000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 90.000000, 90.000000, false),
	(41, 2, 'leaf', 27, NULL, NULL, NULL, NULL, 600000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 60.000000, 60.000000, false),
	(42, 2, 'leaf', 28, NULL, NULL, NULL, NULL, 600000, 527473, NULL, 0, 0, 0, NULL, 0.000000, 0.000000, 100.000000, 60.000000, 60.000000, false),
	(19, 2, 'mean', NULL, 6, NULL, NULL, NULL, 427844, 444846, NULL, 2, 855687, 889692, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(43, 2, 'bucket', NULL, NULL, 6, NULL, 5, 816042, 606228, NULL, 1, 816042, 606228, NULL, 0.000000, NULL, NULL, NULL, 0.000000, false),
	(44, 2, 'quarters', NULL, NULL, 6, NULL, NULL, 205687, 627397, 627397, 92, 75075864, 55772976, 365, 0.000000, NULL, NULL, NULL, 0.000000, false);

INSERT INTO public.objectives_figuresnapshot (id, organisation_id, figure_id, "on", progress, expected, value) VALUES
	(1, 1, 2, '2026-11-20', 1, 2, NULL);

INSERT INTO public.objectives_finding (id, organisation_id, figure_id, kind, cycle, unit, individual, result, plan, rank) VALUES
	(1, 1, 17, 'attention', 1, 1, true, 50, NULL, 50),
	(2, 2, 29, 'attention', 5, 7, true, -16, NULL, -16),
	(3, 2, 31, 'attention', 5, 7, true, -31, NULL, -31),
	(4, 2, 33, 'attention', 5, 7, true, -13, NULL, -13),
	(5, 2, 36, 'attention', 4, 4, false, -43, NULL, -43),
	(6, 2, 38, 'attention', 5, 8, false, -33, NULL, -33),
	(7, 2, 39, 'attention', 5, 8, false, -13, NULL, -13),
	(8, 2, 24, 'gap', 5, 8, false, -23, 37, -60),
	(9, 2, 19, 'gap', 4, 4, false, -1, 21, -22),
	(10, 2, 28, 'win', 5, 7, true, NULL, NULL, -29783915);

INSERT INTO public.objectives_historyentry (id, organisation_id, objective_id, key_result_id, at, by_id, act, before, after, reason, told_id) VALUES
	(1, 1, 2, 12, '2026-11-27 16:10:19.627537+00', 1, 'approved', 'a', 'b', 'c', 1);

INSERT INTO public.objectives_judgement (id, organisation_id, objective_id, at, by_id, confidence, note) VALUES
	(1, 1, 2, '2026-11-27 16:10:19.62963+00', 1, 'risk', 'Hm');

INSERT INTO public.objectives_keyresult (id, organisation_id, public_id, objective_id, title, measure, currency, measure_unit, start, target, due_on, trajectory, weight, measured_by, shorter_weight, accountable_id, benchmark_due, baseline_on, "position", slot, terminated_at, reason, version, created_at) VALUES
	(1, 1, 'Q4THcb5b8UTQ', 4, 'Key result 0', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:19.539737+00'),
	(2, 1, 'rBDzJfCkfe5J', 4, 'Key result 1', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:19.550857+00'),
	(3, 1, '7UjmTUL59rE3', 4, 'Key result 2', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 3, 3, NULL, '', 1, '2026-11-27 16:10:19.554604+00'),
	(4, 1, 'npR33sbESbSH', 5, 'Key result 3', 'number', '', '', 0.000000, 100.000000, '2027-03-27', 'reach', 1, 'updates', 1, 1, NULL, NULL, 1, NULL, NULL, '', 1, '2026-11-27 16:10:19.558768+00'),
	(5, 1, 'nuaHgqD8Xd4c', 5, 'Key result 4', 'number', '', '', 0.000000, 100.000000, '2027-03-27', 'reach', 1, 'updates', 1, 1, NULL, NULL, 2, NULL, NULL, '', 1, '2026-11-27 16:10:19.563241+00'),
	(6, 1, 'ff35jTx7XdfK', 5, 'Key result 5', 'number', '', '', 0.000000, 100.000000, '2027-03-27', 'reach', 1, 'updates', 1, 1, NULL, NULL, 3, NULL, NULL, '', 1, '2026-11-27 16:10:19.568681+00'),
	(7, 1, '8jmvvvmvajxr', 3, 'Key result 6', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:19.572608+00'),
	(8, 1, 'hy33URzXdXtc', 3, 'Key result 7', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:19.575424+00'),
	(9, 1, 'bWev8NU3Af9s', 3, 'Key result 8', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 3, 3, NULL, '', 1, '2026-11-27 16:10:19.579604+00'),
	(10, 1, 'TaAANMNreQ2S', 3, 'Key result 9', 'number', '', '', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 3, NULL, NULL, 4, 4, NULL, '', 1, '2026-11-27 16:10:19.582945+00'),
	(11, 1, 'RRcKLXifKnnk', 1, 'Key result 10', 'number', '', 'days', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'contributions', 1, 1, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:19.586606+00'),
	(12, 1, 'VahUAzmFtuhv', 2, 'Key result 11', 'number', '', 'days', 0.000000, 100.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:19.601584+00'),
	(13, 1, 'e7faK2jGLe2K', 2, 'Key result 12', 'milestones', '', '', 0.000000, 3.000000, '2027-01-06', 'reach', 1, 'updates', 1, 1, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:19.609764+00'),
	(14, 2, 'mWMS3W9aFU8a', 8, 'Upsell rate in my portfolio', 'percentage', '', '', 12.000000, 20.000000, '2026-09-30', 'reach', 1, 'updates', 1, 12, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.578531+00'),
	(15, 2, 'nVyP2kqbAytV', 8, 'Renewal rate above 90%', 'percentage', '', '', 80.000000, 90.000000, '2026-09-30', 'hold', 1, 'updates', 1, 12, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:21.581213+00'),
	(16, 2, 'cAQvMvGK7uvF', 8, 'Accounts with a written success plan', 'number', '', '', 8.000000, 40.000000, '2026-09-30', 'reach', 1, 'updates', 1, 12, NULL, NULL, 3, 3, NULL, '', 1, '2026-11-27 16:10:21.583527+00'),
	(17, 2, 'aRJnRTnDkyia', 9, 'Average sales cycle down by 15%', 'number', '', 'days', 62.000000, 53.000000, '2026-09-30', 'reach', 1, 'updates', 1, 12, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.585861+00'),
	(18, 2, '244s6VJKZHvy', 9, 'Offers sent within two working days', 'percentage', '', '', 55.000000, 90.000000, '2026-09-30', 'reach', 1, 'updates', 1, 12, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:21.587869+00'),
	(19, 2, '8hc6GZUTKhsW', 9, 'Signed without a second round', 'percentage', '', '', 30.000000, 60.000000, '2026-09-30', 'reach', 1, 'updates', 1, 12, NULL, NULL, 3, 3, NULL, '', 1, '2026-11-27 16:10:21.589948+00'),
	(20, 2, 'T5WDWQnWXod2', 7, 'Revenue from existing customers', 'number', '', '', 200.000000, 240.000000, '2026-09-30', 'reach', 1, 'updates', 1, 9, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.592151+00'),
	(21, 2, 'D7FiT5ot7Esh', 6, 'Company revenue', 'number', '', '', 400.000000, 480.000000, '2026-12-31', 'reach', 1, 'updates', 1, 6, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.594641+00'),
	(22, 2, 'S7wEzqhAzeZY', 10, 'Churn halved', 'percentage', '', '', 0.000000, 100.000000, '2026-12-31', 'reach', 1, 'updates', 1, 9, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.673026+00'),
	(23, 2, 'ZAi4N8TYvST9', 10, 'Satisfied customers', 'percentage', '', '', 0.000000, 100.000000, '2026-12-31', 'reach', 1, 'updates', 1, 6, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:21.676336+00'),
	(24, 2, 'WjD25nTj8R84', 11, 'Right the first time', 'percentage', '', '', 0.000000, 100.000000, '2026-09-30', 'reach', 1, 'updates', 1, 11, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.680987+00'),
	(25, 2, 'M49m22acfy8e', 11, 'Days to invoice', 'percentage', '', '', 0.000000, 100.000000, '2026-09-30', 'reach', 1, 'updates', 1, 11, NULL, NULL, 2, 2, NULL, '', 1, '2026-11-27 16:10:21.684211+00'),
	(26, 2, 'G3PK7qn8WZxX', 12, 'Mine right the first time', 'percentage', '', '', 0.000000, 100.000000, '2026-09-30', 'reach', 1, 'updates', 1, 13, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.689103+00'),
	(27, 2, 'dXnsmYBJBgA6', 13, 'Know every key account: visits', 'percentage', '', '', 0.000000, 100.000000, '2026-09-30', 'reach', 1, 'updates', 1, 9, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.694542+00'),
	(28, 2, 'CHfzbc2rR8Vo', 14, 'Be where customers are: visits', 'percentage', '', '', 0.000000, 100.000000, '2026-09-30', 'reach', 1, 'updates', 1, 6, NULL, NULL, 1, 1, NULL, '', 1, '2026-11-27 16:10:21.700453+00');

INSERT INTO public.objectives_keyresultstate (id, organisation_id, key_result_id, current, progress, confidence, updated_at, updated_by_id, window_from, streak) VALUES
	(1, 1, 1, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(2, 1, 2, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(3, 1, 3, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(4, 1, 4, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(5, 1, 5, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(6, 1, 6, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(7, 1, 7, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(8, 1, 8, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(9, 1, 9, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(10, 1, 10, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(11, 1, 11, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(13, 1, 13, 0.000000, 0, '', NULL, NULL, NULL, 0),
	(12, 1, 12, 50.000000, 500000, 'risk', '2026-11-27 16:10:19.445393+00', 1, NULL, 0),
	(16, 2, 16, 29.000000, 656250, 'on', '2026-08-11 07:00:00+00', 12, '2026-08-13 08:00:00+00', 0),
	(17, 2, 17, 60.000000, 222222, 'on', '2026-08-11 07:00:00+00', 12, '2026-08-13 08:00:00+00', 0),
	(18, 2, 18, 78.000000, 657143, 'on', '2026-08-17 07:00:00+00', 12, '2026-08-13 08:00:00+00', 0),
	(19, 2, 19, 42.000000, 400000, 'risk', '2026-08-17 07:00:00+00', 12, '2026-08-13 08:00:00+00', 0),
	(20, 2, 20, 232.000000, 800000, 'on', '2026-08-17 07:00:00+00', 9, '2026-08-13 08:00:00+00', 0),
	(21, 2, 21, 452.000000, 650000, 'on', '2026-08-17 07:00:00+00', 6, '2026-08-13 08:00:00+00', 0),
	(22, 2, 22, 20.000000, 200000, 'off', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(23, 2, 23, 60.000000, 600000, 'on', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(24, 2, 24, 20.000000, 200000, 'on', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(25, 2, 25, 40.000000, 400000, 'risk', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(26, 2, 26, 90.000000, 900000, 'on', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(27, 2, 27, 60.000000, 600000, 'on', '2026-08-17 06:30:00+00', NULL, '2026-08-13 08:00:00+00', 0),
	(28, 2, 28, 60.000000, 600000, 'on', '2026-08-17 06:30:00+00', NULL, '2026-08-18 05:30:00+00', 0),
	(14, 2, 14, 61.000000, 1000000, 'on', '2026-08-18 06:35:00+00', 12, '2026-08-13 08:00:00+00', 0),
	(15, 2, 15, 88.400000, 840000, 'risk', '2026-08-18 06:37:00+00', 9, '2026-08-13 08:00:00+00', 0);

INSERT INTO public.objectives_milestone (id, organisation_id, public_id, key_result_id, "position", title, done_at) VALUES
	(1, 1, 'XdZ4mX5bbnv8', 13, 1, 'Step 0', NULL);

INSERT INTO public.objectives_objective (id, organisation_id, public_id, cycle_id, owner_unit_id, owner_id, unit_id, title, why, ambition, state, counts, shorter_weight, slot, version, created_by_id, created_at, submitted_at, activated_on, approved_by_id, sent_back_with, ended_on, reason, lesson, replaced_by_id) VALUES
	(1, 1, 'w5xznTqKY9GZ', 1, 1, NULL, 1, 'Objective 0', 'Because', 'committed', 'active', 'both', 1, 1, 1, 1, '2026-11-27 16:10:19.445393+00', '2026-11-27 16:10:19.445393+00', '2026-11-27', NULL, '', NULL, '', '', NULL),
	(2, 1, 'LhJauvFUj5pT', 1, NULL, 1, 1, 'Objective 1', 'Because', 'committed', 'active', 'key_results', 1, 1, 1, 1, '2026-11-27 16:10:19.445393+00', '2026-11-27 16:10:19.445393+00', '2026-11-27', NULL, '', NULL, '', '', NULL),
	(3, 1, 'sJnULzCoyyMX', 1, 2, NULL, 2, 'Objective 2', 'Because', 'committed', 'active', 'key_results', 1, 1, 1, 1, '2026-11-27 16:10:19.445393+00', '2026-11-27 16:10:19.445393+00', '2026-11-27', NULL, '', NULL, '', '', NULL),
	(4, 1, 'xAMhSJYFKKTT', 1, NULL, 3, 1, 'Objective 3', '', 'committed', 'submitted', 'key_results', 1, 1, 1, 3, '2026-08-20 09:00:00+00', '2026-11-27 16:10:19.445393+00', NULL, NULL, '', NULL, '', '', NULL),
	(5, 1, 'Szv3fjkF4sep', 2, NULL, 1, 1, 'Objective 4', '', 'committed', 'draft', 'key_results', 1, NULL, 1, 1, '2026-08-20 09:00:00+00', NULL, NULL, NULL, '', NULL, '', '', NULL),
	(6, 2, 'mLnHtg7WaX7k', 4, 4, NULL, 4, 'Significant growth with sustained profitability', '', 'committed', 'active', 'both', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(7, 2, 'xXatojp3b63T', 5, 6, NULL, 6, 'Increase revenue from existing customers', '', 'committed', 'active', 'both', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(8, 2, 'fCGfqUfY6GbU', 5, NULL, 12, 7, 'Grow my accounts with what actually helps them', '', 'committed', 'active', 'key_results', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(9, 2, 'rYYDWcUoh2Qz', 5, NULL, 12, 7, 'Shorten the road from offer to signature', '', 'committed', 'active', 'key_results', 1, 2, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(10, 2, 'diuw7gCbAK8V', 4, 4, NULL, 4, 'Customers stay with us', '', 'committed', 'active', 'key_results', 1, 2, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-01-01', NULL, '', NULL, '', '', NULL),
	(11, 2, 'sEGzKdNR4ZDT', 5, 8, NULL, 8, 'Invoices right the first time', '', 'committed', 'active', 'key_results', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(12, 2, 'gBdtXwkkv2CK', 5, NULL, 13, 8, 'My invoices are right', '', 'committed', 'active', 'key_results', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(13, 2, 'RxycaCSH84JA', 5, NULL, 9, 6, 'Know every key account', '', 'committed', 'active', 'key_results', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL),
	(14, 2, 'Tp6x8WGJAGiF', 5, NULL, 6, 4, 'Be where customers are', '', 'committed', 'active', 'key_results', 1, 1, 1, NULL, '2026-08-20 09:00:00+00', '2026-08-20 09:00:00+00', '2026-07-01', NULL, '', NULL, '', '', NULL);

INSERT INTO public.objectives_objectivegrant (id, organisation_id, permission_id, user_id, content_object_id) VALUES
	(1, 1, 54, 3, 2);

INSERT INTO public.objectives_participation (id, organisation_id, cycle_id, "group", asked, participating) VALUES
	(1, 1, 1, 'leadership', 1, 0),
	(2, 2, 5, 'everyone', 2, 1),
	(3, 2, 5, 'leadership', 2, 1);

INSERT INTO public.objectives_personsummary (id, organisation_id, membership_id, cycle_id, key_results, updated) VALUES
	(1, 1, 1, 1, 2, 1),
	(2, 2, 12, 5, 6, 4),
	(3, 2, 9, 5, 1, 1),
	(4, 2, 13, 5, 1, 1),
	(5, 2, 6, 5, 1, 0);

INSERT INTO public.objectives_rollup (id, organisation_id, as_of, version) VALUES
	(1, 1, '2026-11-27', 1),
	(2, 2, '2026-08-18', 2);

INSERT INTO public.objectives_tally (id, organisation_id, figure_id, unit, cycle, person, confidence, asked, updated, is_key_result, is_objective, own, aligned, progress, expected) VALUES
	(1, 1, 17, 1, 1, 1, 'risk', true, true, true, false, false, false, NULL, NULL),
	(2, 1, 12, 2, 1, NULL, '', true, false, true, false, false, false, NULL, NULL),
	(3, 1, 18, 1, 1, 1, '', true, false, true, false, false, false, NULL, NULL),
	(4, 1, 2, 1, 1, NULL, '', false, false, false, true, false, true, NULL, NULL),
	(5, 1, 15, 2, 1, NULL, '', false, false, true, false, false, false, NULL, NULL),
	(6, 1, 13, 2, 1, NULL, '', true, false, true, false, false, false, NULL, NULL),
	(7, 1, 16, 1, 1, NULL, '', true, false, true, false, false, false, NULL, NULL),
	(8, 1, 1, 1, 1, NULL, '', false, false, false, false, true, false, 375000, 0),
	(9, 1, 3, 2, 1, NULL, '', false, false, false, true, true, false, 0, 0),
	(10, 1, 14, 2, 1, NULL, '', true, false, true, false, false, false, NULL, NULL),
	(11, 2, 28, 7, 5, 12, 'on', true, true, true, false, false, false, NULL, NULL),
	(12, 2, 29, 7, 5, 12, 'risk', true, true, true, false, false, false, NULL, NULL),
	(13, 2, 30, 7, 5, 12, 'on', true, false, true, false, false, false, NULL, NULL),
	(14, 2, 31, 7, 5, 12, 'on', true, false, true, false, false, false, NULL, NULL),
	(15, 2, 32, 7, 5, 12, 'on', true, true, true, false, false, false, NULL, NULL),
	(16, 2, 33, 7, 5, 12, 'risk', true, true, true, false, false, false, NULL, NULL),
	(17, 2, 34, 6, 5, NULL, 'on', true, true, true, false, false, false, NULL, NULL),
	(18, 2, 35, 4, 4, NULL, 'on', true, true, true, false, false, false, NULL, NULL),
	(19, 2, 36, 4, 4, NULL, 'off', true, true, true, false, false, false, NULL, NULL),
	(20, 2, 37, 4, 4, NULL, 'on', true, true, true, false, false, false, NULL, NULL),
	(21, 2, 38, 8, 5, NULL, 'on', true, true, true, false, false, false, NULL, NULL),
	(22, 2, 39, 8, 5, NULL, 'risk', true, true, true, false, false, false, NULL, NULL),
	(23, 2, 40, 8, 5, 13, 'on', true, true, true, false, false, false, NULL, NULL),
	(24, 2, 41, 6, 5, 9, 'on', true, true, true, false, false, false, NULL, NULL),
	(25, 2, 42, 4, 5, 6, 'on', true, false, true, false, false, false, NULL, NULL),
	(28, 2, 21, 7, 5, NULL, '', false, false, false, true, false, true, NULL, NULL),
	(29, 2, 22, 7, 5, NULL, '', false, false, false, true, false, true, NULL, NULL),
	(30, 2, 23, 4, 4, NULL, '', false, false, false, false, true, false, 400000, 629121),
	(31, 2, 24, 8, 5, NULL, '', false, false, false, true, true, false, 300000, 527473),
	(32, 2, 25, 8, 5, NULL, '', false, false, false, true, false, true, NULL, NULL),
	(33, 2, 26, 6, 5, NULL, '', false, false, false, true, false, false, NULL, NULL),
	(34, 2, 27, 4, 5, NULL, '', false, false, false, true, false, false, NULL, NULL),
	(27, 2, 20, 6, 5, NULL, '', false, false, false, true, true, true, 816042, 606228),
	(26, 2, 19, 4, 4, NULL, '', false, false, false, false, true, false, 427844, 444846);

INSERT INTO public.objectives_unitsnapshot (id, organisation_id, unit_id, cycle_id, "on", progress, expected) VALUES
	(1, 1, 1, 1, '2026-11-20', 1, 2);

INSERT INTO public.objectives_unitsummary (id, organisation_id, unit_id, cycle_id, own_objectives, own_measured, own_progress, own_expected, on_track, at_risk, off_track, not_set, key_results, updated, objectives, aligned) VALUES
	(1, 1, 1, 1, 1, 1, 375000, 0, 0, 1, 0, 6, 6, 1, 2, 1),
	(2, 1, 2, 1, 1, 1, 0, 0, 0, 0, 0, 4, 3, 0, 1, 0),
	(4, 2, 4, 5, 0, 0, 0, 0, 9, 3, 0, 0, 12, 9, 7, 4),
	(6, 2, 7, 5, 0, 0, 0, 0, 4, 2, 0, 0, 6, 4, 2, 2),
	(7, 2, 8, 5, 1, 1, 300000, 527473, 2, 1, 0, 0, 3, 3, 2, 1),
	(5, 2, 6, 5, 1, 1, 816042, 606228, 6, 2, 0, 0, 8, 6, 4, 3),
	(3, 2, 4, 4, 2, 2, 827844, 1073967, 2, 0, 1, 0, 3, 3, 0, 0);

INSERT INTO public.okrsite_job (id, organisation_id, kind, payload, unique_key, at_most_once, state, run_after, attempts, last_error, created_at, rung_at, claimed_at, done_at) VALUES
	(1, 1, 'mail.message', '{"to": "guest@skogheim.example", "from": null, "html": null, "text": "Hello Guest,\n\nAdmin of Skogheim AS invites you to Skogheim AS on Northstar, where it keeps its objectives and key results, in Team 0.\n\nJoin here:\nhttp://localhost:8000/skogheim/join/ZxGa-dMY4xwYP0mB437Ite7a3AwZKlt_HNr7rtjS7mI/\n\nThe link works once, for this address, until Friday 4 December 2026 at 17:10 (Europe/Oslo).\n\nIf you do not know Admin of Skogheim AS, do nothing: nobody can join with your address but you.\n\n", "headers": {}, "subject": "Admin of Skogheim AS invites you to Skogheim AS on Northstar", "reply_to": []}', NULL, true, 'queued', '2026-11-27 16:10:19.486228+00', 0, '', '2026-11-27 16:10:21.098585+00', NULL, NULL, NULL),
	(2, 1, 'checkins.turn', '{"words": "x"}', 'a key', false, 'queued', '2026-11-28 16:10:19.445393+00', 0, '', '2026-11-27 16:10:21.110461+00', NULL, NULL, NULL);

INSERT INTO public.organisations_account (id, password, last_login, is_superuser, email, name, is_active, joined_at, single_keys) VALUES
	(1, '!iPArXKmw2IGPIH15mocLc2GMnGFy1nEoykwmQ3iJ', NULL, false, 'leader@skogheim.example', 'Leader of Skogheim AS', true, '2026-11-27 16:10:19.445686+00', true),
	(2, '!Ao4iuzVDgeJY7RyPZEkgHiyJQP123j69kvWfX3GZ', NULL, false, 'admin@skogheim.example', 'Admin of Skogheim AS', true, '2026-11-27 16:10:19.46452+00', true),
	(3, '!IO0n9Cq79uoUSIgNPTCE0y0TDJJ9dRZXvERnuuiG', NULL, false, 'reader@skogheim.example', 'Reader of Skogheim AS', true, '2026-11-27 16:10:19.465226+00', true),
	(4, '!PUXCcGFa07mV08bgeblB0xauBzx8eJzFirQCVToA', NULL, false, 'left@skogheim.example', 'Left of Skogheim AS', true, '2026-11-27 16:10:19.465733+00', true),
	(5, '!mgkrcKf13V5OrKDzBKTPPYEfpcBZM71TmXiYHzuW', NULL, false, 'second@skogheim.example', 'Second of Skogheim AS', true, '2026-11-27 16:10:19.466133+00', true),
	(6, '!jvvIglEyqhKHRrSoOPer7vzPx7YdKPoBCHMyRJxC', NULL, false, 'henrik@example.com', 'Henrik Aas', true, '2026-11-27 16:10:21.455227+00', true),
	(7, '!1zuJhdjBErExH3CYzco7DUPHD0JeFxDdhU3hMxNG', NULL, false, 'olav@example.com', 'Olav Dahl', true, '2026-11-27 16:10:21.464015+00', true),
	(8, '!sb1OFdLj1yDJJJGkC23wTdKtWh8NzoiEC5bkjyUa', NULL, false, 'astrid@example.com', 'Astrid Moe', true, '2026-11-27 16:10:21.482123+00', true),
	(9, '!uhLN2uubNGCSGYKI3mSZeGQrPBVaA7KayMoDw1Uq', NULL, false, 'maya@example.com', 'Maya Berg', true, '2026-11-27 16:10:21.484574+00', true),
	(10, '!nTXpY4Yl9qLwNuXuHsz4KzuBWfebrpnvK4phUz0L', NULL, false, 'jonas@example.com', 'Jonas Lie', true, '2026-11-27 16:10:21.494241+00', true),
	(11, '!T4Jb4QVZb9sPvQO2Vf3zqMmxcSmk076hUz0FC1dE', NULL, false, 'lars@example.com', 'Lars Vik', true, '2026-11-27 16:10:21.502638+00', true),
	(12, '!6FbfCJ5LWI3O3pNpOR2gCbp7vn3XN0yTiGT4WTG0', NULL, false, 'ingrid@example.com', 'Ingrid Solberg', true, '2026-11-27 16:10:21.525015+00', true),
	(13, '!LSK7tYbLjTr4YUoQkrmq4sGgnZit2xGEH5VBnL4v', NULL, false, 'nora@example.com', 'Nora Hagen', true, '2026-11-27 16:10:21.526466+00', true),
	(14, '!RFzOcesXykc6QqPXHQ1ievLlJaRxO4ELZn7HSFh9', NULL, false, 'viggo@example.com', 'Viggo Strand', true, '2026-11-27 16:10:21.528805+00', true);

INSERT INTO public.organisations_auditevent (id, organisation_id, at, by_id, act, kind, "row", name, before, after, reason, address) VALUES
	(1, 1, '2026-11-27 16:10:19.482823+00', 1, 'organisation_created', 'organisation', 1, 'Skogheim AS', '{}', '{}', '', NULL),
	(2, 1, '2026-11-27 16:10:19.663167+00', 2, 'handed_over', 'objective', 2, 'Objective 1', '{}', '{"to": "Reader of Skogheim AS", "permission": "edit_objective"}', '', NULL),
	(3, 1, '2026-11-27 16:10:19.67003+00', 2, 'handed_over', 'unit', 2, 'Team 0', '{}', '{"to": "Reader of Skogheim AS", "permission": "lead_unit"}', '', NULL),
	(4, 1, '2026-11-27 16:10:19.676833+00', 2, 'invited', 'invitation', 1, 'guest@skogheim.example', '{}', '{"role": "member"}', '', NULL),
	(5, 2, '2026-11-27 16:10:21.462919+00', 6, 'organisation_created', 'organisation', 2, 'Fjellvann AS', '{}', '{}', '', NULL),
	(6, 3, '2026-11-27 16:10:21.468857+00', 7, 'organisation_created', 'organisation', 3, 'Havblikk AS', '{}', '{}', '', NULL),
	(7, 2, '2026-11-27 16:10:21.492358+00', 8, 'unit_added', 'unit', 6, 'Sales', '{}', '{"below": "Fjellvann AS"}', '', NULL),
	(8, 2, '2026-11-27 16:10:21.501068+00', 8, 'unit_added', 'unit', 7, 'Key Accounts', '{}', '{"below": "Sales"}', '', NULL),
	(9, 2, '2026-11-27 16:10:21.508889+00', 8, 'unit_added', 'unit', 8, 'Finance', '{}', '{"below": "Fjellvann AS"}', '', NULL),
	(10, 2, '2026-11-27 16:10:21.51462+00', 8, 'cycle_created', 'cycle', 4, '2026', '{}', '{"name": "2026", "parent": "", "ends_on": "2026-12-31", "starts_on": "2026-01-01", "drafting_from": "", "submission_due": ""}', '', NULL),
	(11, 2, '2026-11-27 16:10:21.519618+00', 8, 'cycle_created', 'cycle', 5, 'Q3 2026', '{}', '{"name": "Q3 2026", "parent": "2026", "ends_on": "2026-09-30", "starts_on": "2026-07-01", "drafting_from": "", "submission_due": ""}', '', NULL),
	(12, 2, '2026-11-27 16:10:21.523086+00', 8, 'cycle_created', 'cycle', 6, 'Q4 2026', '{}', '{"name": "Q4 2026", "parent": "2026", "ends_on": "2026-12-31", "starts_on": "2026-10-01", "drafting_from": "", "submission_due": ""}', '', NULL),
	(13, 2, '2026-11-27 16:10:21.532336+00', 8, 'cycle_moved', 'cycle', 4, '2026', '{"state": "planning"}', '{"state": "active"}', '', NULL),
	(14, 2, '2026-11-27 16:10:21.539551+00', 8, 'cycle_moved', 'cycle', 5, 'Q3 2026', '{"state": "planning"}', '{"state": "active"}', '', NULL);

INSERT INTO public.organisations_invitation (id, organisation_id, public_id, email, role, unit_id, manager_id, name, title, token_hash, invited_by_id, invited_at, expires_at, accepted_at, withdrawn_at) VALUES
	(1, 1, 'KNYNFAvHELkN', 'guest@skogheim.example', 'member', 2, NULL, 'Guest', 'Guest', '5ca35aff2ad3bdfc6ac3d3cf5a2fd0a922acf085d9a4de7d1dcda3ec71e26fd8', 2, '2026-11-27 16:10:19.445393+00', '2026-12-04 16:10:19.445393+00', NULL, NULL);

INSERT INTO public.organisations_membership (id, organisation_id, public_id, account_id, name, title, unit_id, manager_id, time_zone, role, active, joined_on, left_on, away_from, away_until, reminders_by_email) VALUES
	(1, 1, 'cMCiYDQ4NLpY', 1, 'Leader of Skogheim AS', '', 1, NULL, '', 'leader', true, '2026-11-27', NULL, NULL, NULL, true),
	(2, 1, 'EqYC8fQNrTsR', 2, 'Admin of Skogheim AS', 'Clerk', 1, 1, '', 'admin', true, '2025-01-01', NULL, NULL, NULL, true),
	(3, 1, 'rsdiwettpShS', 3, 'Reader of Skogheim AS', 'Reader', 1, 1, '', 'member', true, '2025-01-01', NULL, NULL, NULL, true),
	(4, 1, 'McQSgYjt76bW', 4, 'Left of Skogheim AS', '', 1, NULL, '', 'member', false, '2025-01-01', '2026-11-27', NULL, NULL, true),
	(5, 1, '5MFDcbcmsxd2', 5, 'Second of Skogheim AS', '', 1, NULL, '', 'leader', true, '2025-01-01', NULL, NULL, NULL, true),
	(7, 3, 'mHrMSa7eTsnY', 7, 'Olav Dahl', '', 5, NULL, '', 'leader', true, '2025-03-03', NULL, NULL, NULL, true),
	(6, 2, 'qrk72ygErZNn', 6, 'Henrik Aas', '', 4, NULL, '', 'leader', true, '2024-01-08', NULL, NULL, NULL, true),
	(8, 2, 'HTn7Q4hZoutC', 8, 'Astrid Moe', '', 4, 6, '', 'admin', true, '2024-01-08', NULL, NULL, NULL, true),
	(9, 2, 'iSHEez4TAH54', 9, 'Maya Berg', '', 6, 6, '', 'leader', true, '2024-01-08', NULL, NULL, NULL, true),
	(10, 2, 'hznfYZ3t8udH', 10, 'Jonas Lie', '', 7, 9, '', 'member', true, '2024-01-08', NULL, NULL, NULL, true),
	(11, 2, 'jZ76d7zyFuCY', 11, 'Lars Vik', '', 8, 6, '', 'member', true, '2024-01-08', NULL, NULL, NULL, true),
	(12, 2, '4DdrimGKM58F', 12, 'Ingrid Solberg', 'Account manager', 7, 9, '', 'member', true, '2024-01-08', NULL, NULL, NULL, true),
	(13, 2, '84WJrNswDnUi', 13, 'Nora Hagen', '', 8, NULL, '', 'member', true, '2024-01-08', NULL, NULL, NULL, true),
	(14, 2, '6gkGgC2RmQka', 14, 'Viggo Strand', '', 8, 11, '', 'viewer', true, '2024-01-08', NULL, NULL, NULL, true);

INSERT INTO public.organisations_organisation (id, name, slug, time_zone, locale, currency, first_weekday, max_objectives, max_key_results, changes_need_approval, on_pace_within, far_past, check_in_weekday, check_in_time, reminder_hours, questions, first_run_step, created_at) VALUES
	(1, 'Skogheim AS', 'skogheim', 'Europe/Oslo', 'en-gb', 'NOK', 0, 3, 5, false, 2, 25, 3, '16:00:00', 24, '["What moved?", "What is next?", "What is in the way?"]', 'people', '2026-11-27 16:10:19.467254+00'),
	(2, 'Fjellvann AS', 'fjellvann', 'Europe/Oslo', 'en-gb', 'NOK', 0, 3, 5, false, 2, 25, 3, '16:00:00', 24, '["What moved?", "What is next?", "What is in the way?"]', '', '2026-11-27 16:10:21.457244+00'),
	(3, 'Havblikk AS', 'havblikk', 'Europe/Oslo', 'en-gb', 'NOK', 0, 3, 5, false, 2, 25, 3, '16:00:00', 24, '["What moved?", "What is next?", "What is in the way?"]', '', '2026-11-27 16:10:21.465834+00');

INSERT INTO public.organisations_peopleimport (id, organisation_id, public_id, what, file_name, headings, mapping, rows, options, outcome, state, uploaded_by_id, uploaded_at, imported_at) VALUES
	(1, 1, 'HURtj8PWSwX2', 'people', 'people.csv', '["Name", "E-mail", "Unit"]', '{"name": 0, "unit": 2, "email": 1}', '[{"c": ["Siri Moen", "siri@skogheim.example", "Skogheim AS"], "n": 2}, {"c": ["Bad", "bad", "Nowhere"], "n": 3}]', '{}', '{}', 'dry', 2, '2026-11-27 16:10:19.445393+00', NULL),
	(2, 1, 'DJpMKRgUKvcr', 'people', 'clean.csv', '["Name", "E-mail"]', '{"name": 0, "email": 1}', '[{"c": ["Kari Nes", "kari@skogheim.example"], "n": 2}]', '{}', '{}', 'dry', 2, '2026-11-27 16:10:19.445393+00', NULL);

INSERT INTO public.organisations_unit (id, organisation_id, public_id, parent_id, name, kind, lead_id, stage, live_from) VALUES
	(1, 1, 'cpLz8G6sowjs', NULL, 'Skogheim AS', 'company', 1, '', NULL),
	(2, 1, 'oscFuhptaL4f', 1, 'Team 0', 'team', 1, '', NULL),
	(3, 1, 'ftYyhZPd974Z', 1, 'Team 1', 'team', NULL, '', NULL),
	(5, 3, 'cf4ZKubAFx3T', NULL, 'Havblikk AS', 'company', NULL, '', NULL),
	(6, 2, 'CGddLwzAtDef', 4, 'Sales', 'department', 9, '', NULL),
	(7, 2, 'socevUJYnuK5', 6, 'Key Accounts', 'team', 10, '', NULL),
	(8, 2, 'axN3rSfugZ5L', 4, 'Finance', 'department', 11, '', NULL),
	(9, 2, 'GbTzBLarcK5y', 4, 'Delivery', 'department', NULL, 'not_started', '2026-10-05'),
	(10, 2, 'LTpipyswjzyM', 9, 'Logistics', 'team', NULL, '', NULL),
	(4, 2, 'j9UVrKtTDcHg', NULL, 'Fjellvann AS', 'company', 6, 'live', NULL);

INSERT INTO public.organisations_unitclosure (id, organisation_id, ancestor_id, descendant_id, depth) VALUES
	(1, 1, 1, 1, 0),
	(2, 1, 2, 2, 0),
	(3, 1, 1, 2, 1),
	(4, 1, 3, 3, 0),
	(5, 1, 1, 3, 1),
	(6, 2, 4, 4, 0),
	(7, 3, 5, 5, 0),
	(8, 2, 6, 6, 0),
	(9, 2, 4, 6, 1),
	(10, 2, 7, 7, 0),
	(11, 2, 4, 7, 2),
	(12, 2, 6, 7, 1),
	(13, 2, 8, 8, 0),
	(14, 2, 4, 8, 1),
	(15, 2, 9, 9, 0),
	(16, 2, 4, 9, 1),
	(17, 2, 10, 10, 0),
	(18, 2, 4, 10, 2),
	(19, 2, 9, 10, 1);

INSERT INTO public.organisations_unitgrant (id, organisation_id, permission_id, user_id, content_object_id) VALUES
	(1, 1, 21, 3, 2);

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.auth_permission_id_seq', 214, true);

SELECT pg_catalog.setval('public.checkins_actionitem_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_agendaitem_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_checkin_id_seq', 14, true);

SELECT pg_catalog.setval('public.checkins_checkinseries_id_seq', 3, true);

SELECT pg_catalog.setval('public.checkins_guest_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_occurrence_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_privatenote_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_recognition_id_seq', 2, true);

SELECT pg_catalog.setval('public.checkins_sharednote_id_seq', 1, true);

SELECT pg_catalog.setval('public.checkins_update_id_seq', 29, true);

SELECT pg_catalog.setval('public.checkins_weeklyanswers_id_seq', 1, true);

SELECT pg_catalog.setval('public.django_content_type_id_seq', 53, true);

SELECT pg_catalog.setval('public.django_migrations_id_seq', 41, true);

SELECT pg_catalog.setval('public.guardian_groupobjectpermission_id_seq', 1, false);

SELECT pg_catalog.setval('public.guardian_userobjectpermission_id_seq', 1, false);

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);

SELECT pg_catalog.setval('public.objectives_alignment_id_seq', 6, true);

SELECT pg_catalog.setval('public.objectives_change_id_seq', 60, true);

SELECT pg_catalog.setval('public.objectives_contribution_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_cycle_id_seq', 6, true);

SELECT pg_catalog.setval('public.objectives_edge_id_seq', 34, true);

SELECT pg_catalog.setval('public.objectives_figure_id_seq', 48, true);

SELECT pg_catalog.setval('public.objectives_figuresnapshot_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_finding_id_seq', 11, true);

SELECT pg_catalog.setval('public.objectives_historyentry_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_judgement_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_keyresult_id_seq', 28, true);

SELECT pg_catalog.setval('public.objectives_keyresultstate_id_seq', 28, true);

SELECT pg_catalog.setval('public.objectives_milestone_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_objective_id_seq', 14, true);

SELECT pg_catalog.setval('public.objectives_objectivegrant_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_participation_id_seq', 3, true);

SELECT pg_catalog.setval('public.objectives_personsummary_id_seq', 5, true);

SELECT pg_catalog.setval('public.objectives_rollup_id_seq', 2, true);

SELECT pg_catalog.setval('public.objectives_tally_id_seq', 36, true);

SELECT pg_catalog.setval('public.objectives_unitsnapshot_id_seq', 1, true);

SELECT pg_catalog.setval('public.objectives_unitsummary_id_seq', 9, true);

SELECT pg_catalog.setval('public.okrsite_job_id_seq', 2, true);

SELECT pg_catalog.setval('public.organisations_account_groups_id_seq', 1, false);

SELECT pg_catalog.setval('public.organisations_account_id_seq', 14, true);

SELECT pg_catalog.setval('public.organisations_account_user_permissions_id_seq', 1, false);

SELECT pg_catalog.setval('public.organisations_auditevent_id_seq', 14, true);

SELECT pg_catalog.setval('public.organisations_invitation_id_seq', 1, true);

SELECT pg_catalog.setval('public.organisations_membership_id_seq', 14, true);

SELECT pg_catalog.setval('public.organisations_organisation_id_seq', 3, true);

SELECT pg_catalog.setval('public.organisations_peopleimport_id_seq', 2, true);

SELECT pg_catalog.setval('public.organisations_unit_id_seq', 10, true);

SELECT pg_catalog.setval('public.organisations_unitclosure_id_seq', 19, true);

SELECT pg_catalog.setval('public.organisations_unitgrant_id_seq', 1, true);

SELECT pg_catalog.setval('public.usersessions_usersession_id_seq', 1, false);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT action_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT agenda_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT alignment_once UNIQUE NULLS NOT DISTINCT (organisation_id, child_id, parent_id, parent_key_result_id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT alignment_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT check_in_once_a_date UNIQUE (organisation_id, series_id, local_date);

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT check_in_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT checkins_checkin_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT checkins_checkin_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseries_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT checkins_guest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT checkins_guest_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_occurrence
    ADD CONSTRAINT checkins_occurrence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_occurrence
    ADD CONSTRAINT checkins_occurrence_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT checkins_privatenote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT checkins_privatenote_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_check_in_id_one UNIQUE (organisation_id, check_in_id);

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_weeklyanswers
    ADD CONSTRAINT checkins_weeklyanswers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_weeklyanswers
    ADD CONSTRAINT checkins_weeklyanswers_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT contribution_once UNIQUE (organisation_id, child_id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT contribution_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT cycle_name UNIQUE (organisation_id, name);

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT cycle_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT edge_once UNIQUE (organisation_id, parent_id, child_id);

ALTER TABLE ONLY public.objectives_figuresnapshot
    ADD CONSTRAINT figure_snapshot_daily UNIQUE (organisation_id, figure_id, "on");

ALTER TABLE ONLY public.objectives_finding
    ADD CONSTRAINT finding_once UNIQUE (organisation_id, figure_id, kind);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectperm_group_id_permission_id_o_3f189f7c_uniq UNIQUE (group_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermi_user_id_permission_id_ob_b0b3d2fc_uniq UNIQUE (user_id, permission_id, object_pk);

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectpermission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT guest_once UNIQUE (organisation_id, check_in_id, membership_id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT invitation_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT invitation_token UNIQUE (organisation_id, token_hash);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT key_result_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT key_result_slot UNIQUE (organisation_id, objective_id, slot);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT membership_once UNIQUE (organisation_id, account_id);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT membership_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT milestone_position UNIQUE (organisation_id, key_result_id, "position");

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT milestone_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objective_grant_once UNIQUE (organisation_id, user_id, permission_id, content_object_id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objective_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_change
    ADD CONSTRAINT objectives_change_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_change
    ADD CONSTRAINT objectives_change_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribution_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT objectives_cycle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT objectives_cycle_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT objectives_edge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT objectives_edge_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_key_result_id_one UNIQUE (organisation_id, key_result_id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_objective_id_one UNIQUE (organisation_id, objective_id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_figuresnapshot
    ADD CONSTRAINT objectives_figuresnapshot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_figuresnapshot
    ADD CONSTRAINT objectives_figuresnapshot_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_finding
    ADD CONSTRAINT objectives_finding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_finding
    ADD CONSTRAINT objectives_finding_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_judgement
    ADD CONSTRAINT objectives_judgement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_judgement
    ADD CONSTRAINT objectives_judgement_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT objectives_keyresult_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT objectives_keyresult_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresultstate_key_result_id_one UNIQUE (organisation_id, key_result_id);

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresultstate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresultstate_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT objectives_milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT objectives_milestone_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objectivegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objectivegrant_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_participation
    ADD CONSTRAINT objectives_participation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_participation
    ADD CONSTRAINT objectives_participation_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT objectives_personsummary_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT objectives_personsummary_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_rollup
    ADD CONSTRAINT objectives_rollup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_rollup
    ADD CONSTRAINT objectives_rollup_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_tally
    ADD CONSTRAINT objectives_tally_figure_id_one UNIQUE (organisation_id, figure_id);

ALTER TABLE ONLY public.objectives_tally
    ADD CONSTRAINT objectives_tally_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_tally
    ADD CONSTRAINT objectives_tally_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT objectives_unitsnapshot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT objectives_unitsnapshot_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT objectives_unitsummary_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT objectives_unitsummary_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.checkins_occurrence
    ADD CONSTRAINT occurrence_once UNIQUE (organisation_id, kind, membership_id, local_date);

ALTER TABLE ONLY public.okrsite_cache
    ADD CONSTRAINT okrsite_cache_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.okrsite_job
    ADD CONSTRAINT okrsite_job_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.okrsite_pulse
    ADD CONSTRAINT okrsite_pulse_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.organisations_account
    ADD CONSTRAINT organisations_account_email_key UNIQUE (email);

ALTER TABLE ONLY public.organisations_account_groups
    ADD CONSTRAINT organisations_account_groups_account_id_group_id_76410f7e_uniq UNIQUE (account_id, group_id);

ALTER TABLE ONLY public.organisations_account_groups
    ADD CONSTRAINT organisations_account_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_account
    ADD CONSTRAINT organisations_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_account_user_permissions
    ADD CONSTRAINT organisations_account_us_account_id_permission_id_e4f0e9b2_uniq UNIQUE (account_id, permission_id);

ALTER TABLE ONLY public.organisations_account_user_permissions
    ADD CONSTRAINT organisations_account_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_auditevent
    ADD CONSTRAINT organisations_auditevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_auditevent
    ADD CONSTRAINT organisations_auditevent_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.organisations_peopleimport
    ADD CONSTRAINT organisations_peopleimport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_peopleimport
    ADD CONSTRAINT organisations_peopleimport_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT organisations_unit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT organisations_unit_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT organisations_unitclosure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT organisations_unitclosure_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgrant_tenant_key UNIQUE (organisation_id, id);

ALTER TABLE ONLY public.objectives_participation
    ADD CONSTRAINT participation_once UNIQUE (organisation_id, cycle_id, "group");

ALTER TABLE ONLY public.organisations_peopleimport
    ADD CONSTRAINT people_import_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT person_summary_once UNIQUE (organisation_id, cycle_id, membership_id);

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT private_note_once UNIQUE (organisation_id, check_in_id, author_id);

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT recognition_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_rollup
    ADD CONSTRAINT roll_up_once UNIQUE (organisation_id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT series_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT unit_closure_once UNIQUE (organisation_id, descendant_id, ancestor_id);

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT unit_grant_once UNIQUE (organisation_id, user_id, permission_id, content_object_id);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT unit_name_among_siblings UNIQUE NULLS NOT DISTINCT (organisation_id, parent_id, name);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT unit_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT unit_snapshot_daily UNIQUE (organisation_id, unit_id, cycle_id, "on");

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT unit_summary_once UNIQUE (organisation_id, cycle_id, unit_id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT update_public_id UNIQUE (organisation_id, public_id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT update_request UNIQUE (organisation_id, request_id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.checkins_weeklyanswers
    ADD CONSTRAINT weekly_answers_once UNIQUE (organisation_id, membership_id, week);

CREATE UNIQUE INDEX account_email_any_case ON public.organisations_account USING btree (lower((email)::text));

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX action_by_owner ON public.checkins_actionitem USING btree (organisation_id, owner_id);

CREATE UNIQUE INDEX agenda_automatic_once ON public.checkins_agendaitem USING btree (organisation_id, check_in_id, about) WHERE (NOT ((about)::text = ''::text));

CREATE INDEX alignment_by_parent ON public.objectives_alignment USING btree (organisation_id, parent_id);

CREATE INDEX alignment_by_parent_kr ON public.objectives_alignment USING btree (organisation_id, parent_key_result_id);

CREATE INDEX audit_newest ON public.organisations_auditevent USING btree (organisation_id, at DESC);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX check_in_by_time ON public.checkins_checkin USING btree (organisation_id, series_id, starts_at);

CREATE INDEX checkins_actionitem_check_in_id_e950a3fd ON public.checkins_actionitem USING btree (check_in_id);

CREATE INDEX checkins_actionitem_created_by_id_e1a785ec ON public.checkins_actionitem USING btree (created_by_id);

CREATE INDEX checkins_actionitem_owner_id_033d71dd ON public.checkins_actionitem USING btree (owner_id);

CREATE INDEX checkins_actionitem_series_id_0a02380b ON public.checkins_actionitem USING btree (series_id);

CREATE INDEX checkins_agendaitem_by_id_fa493c48 ON public.checkins_agendaitem USING btree (by_id);

CREATE INDEX checkins_agendaitem_check_in_id_f30d74bd ON public.checkins_agendaitem USING btree (check_in_id);

CREATE INDEX checkins_agendaitem_key_result_id_f7d966c3 ON public.checkins_agendaitem USING btree (key_result_id);

CREATE INDEX checkins_checkin_completed_by_id_69187c05 ON public.checkins_checkin USING btree (completed_by_id);

CREATE INDEX checkins_checkin_series_id_8bed3d1a ON public.checkins_checkin USING btree (series_id);

CREATE INDEX checkins_checkinseries_manager_id_042d10d2 ON public.checkins_checkinseries USING btree (manager_id);

CREATE INDEX checkins_checkinseries_report_id_5e830bdb ON public.checkins_checkinseries USING btree (report_id);

CREATE INDEX checkins_checkinseries_unit_id_f52c1455 ON public.checkins_checkinseries USING btree (unit_id);

CREATE INDEX checkins_guest_check_in_id_dd2699c9 ON public.checkins_guest USING btree (check_in_id);

CREATE INDEX checkins_guest_membership_id_2c44d1ab ON public.checkins_guest USING btree (membership_id);

CREATE INDEX checkins_occurrence_membership_id_b4ebbd4a ON public.checkins_occurrence USING btree (membership_id);

CREATE INDEX checkins_privatenote_author_id_d8a0c438 ON public.checkins_privatenote USING btree (author_id);

CREATE INDEX checkins_privatenote_check_in_id_838cb59d ON public.checkins_privatenote USING btree (check_in_id);

CREATE INDEX checkins_recognition_by_id_e3285360 ON public.checkins_recognition USING btree (by_id);

CREATE INDEX checkins_recognition_key_result_id_80329548 ON public.checkins_recognition USING btree (key_result_id);

CREATE INDEX checkins_recognition_to_id_31eff4ea ON public.checkins_recognition USING btree (to_id);

CREATE INDEX checkins_sharednote_check_in_id_f14a9997 ON public.checkins_sharednote USING btree (check_in_id);

CREATE INDEX checkins_sharednote_saved_by_id_db3e689d ON public.checkins_sharednote USING btree (saved_by_id);

CREATE INDEX checkins_weeklyanswers_membership_id_77ef7dc6 ON public.checkins_weeklyanswers USING btree (membership_id);

CREATE INDEX contribution_by_parent ON public.objectives_contribution USING btree (organisation_id, parent_id);

CREATE INDEX cycle_by_start ON public.objectives_cycle USING btree (organisation_id, starts_on);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX edge_upwards ON public.objectives_edge USING btree (organisation_id, child_id) INCLUDE (parent_id, weight, adds);

CREATE UNIQUE INDEX figure_bucket_once ON public.objectives_figure USING btree (organisation_id, of_objective_id, of_key_result_id, cycle_id) NULLS NOT DISTINCT WHERE ((key_result_id IS NULL) AND (objective_id IS NULL));

CREATE INDEX finding_by_unit ON public.objectives_finding USING btree (organisation_id, unit);

CREATE INDEX finding_worst_first ON public.objectives_finding USING btree (organisation_id, cycle, kind, individual, rank);

CREATE INDEX guardian_gr_group_i_9e7d12_idx ON public.guardian_groupobjectpermission USING btree (group_id, content_type_id, object_pk);

CREATE INDEX guardian_gr_permiss_83545c_idx ON public.guardian_groupobjectpermission USING btree (permission_id, group_id, content_type_id, object_pk);

CREATE INDEX guardian_groupobjectpermission_content_type_id_7ade36b8 ON public.guardian_groupobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_groupobjectpermission_group_id_4bbbfb62 ON public.guardian_groupobjectpermission USING btree (group_id);

CREATE INDEX guardian_groupobjectpermission_permission_id_36572738 ON public.guardian_groupobjectpermission USING btree (permission_id);

CREATE INDEX guardian_us_permiss_e5749c_idx ON public.guardian_userobjectpermission USING btree (permission_id, user_id, content_type_id, object_pk);

CREATE INDEX guardian_us_user_id_8eae14_idx ON public.guardian_userobjectpermission USING btree (user_id, content_type_id, object_pk);

CREATE INDEX guardian_userobjectpermission_content_type_id_2e892405 ON public.guardian_userobjectpermission USING btree (content_type_id);

CREATE INDEX guardian_userobjectpermission_permission_id_71807bfc ON public.guardian_userobjectpermission USING btree (permission_id);

CREATE INDEX guardian_userobjectpermission_user_id_d5c1e964 ON public.guardian_userobjectpermission USING btree (user_id);

CREATE INDEX history_newest ON public.objectives_historyentry USING btree (organisation_id, objective_id, at DESC);

CREATE UNIQUE INDEX invitation_one_open_per_address ON public.organisations_invitation USING btree (organisation_id, email) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX judgement_newest ON public.objectives_judgement USING btree (organisation_id, objective_id, at DESC);

CREATE INDEX key_result_by_accountable ON public.objectives_keyresult USING btree (organisation_id, accountable_id);

CREATE INDEX key_result_by_objective ON public.objectives_keyresult USING btree (organisation_id, objective_id);

CREATE INDEX membership_by_account ON public.organisations_membership USING btree (account_id);

CREATE INDEX membership_by_manager ON public.organisations_membership USING btree (organisation_id, manager_id);

CREATE INDEX membership_by_unit ON public.organisations_membership USING btree (organisation_id, unit_id);

CREATE INDEX membership_leaders ON public.organisations_membership USING btree (organisation_id) WHERE ((role)::text = 'leader'::text);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX objective_by_owner ON public.objectives_objective USING btree (organisation_id, owner_id, cycle_id);

CREATE INDEX objective_by_unit ON public.objectives_objective USING btree (organisation_id, cycle_id, unit_id);

CREATE UNIQUE INDEX objective_slot_of_person ON public.objectives_objective USING btree (organisation_id, cycle_id, owner_id, slot) WHERE (owner_id IS NOT NULL);

CREATE UNIQUE INDEX objective_slot_of_unit ON public.objectives_objective USING btree (organisation_id, cycle_id, owner_unit_id, slot) WHERE (owner_unit_id IS NOT NULL);

CREATE INDEX objectives_alignment_child_id_4560b97c ON public.objectives_alignment USING btree (child_id);

CREATE INDEX objectives_alignment_decided_by_id_b09e340f ON public.objectives_alignment USING btree (decided_by_id);

CREATE INDEX objectives_alignment_parent_id_e8fcf7a7 ON public.objectives_alignment USING btree (parent_id);

CREATE INDEX objectives_alignment_parent_key_result_id_f9bdb21f ON public.objectives_alignment USING btree (parent_key_result_id);

CREATE INDEX objectives_alignment_proposed_by_id_a4a58a83 ON public.objectives_alignment USING btree (proposed_by_id);

CREATE INDEX objectives_contribution_child_id_2f889980 ON public.objectives_contribution USING btree (child_id);

CREATE INDEX objectives_contribution_made_by_id_a572021e ON public.objectives_contribution USING btree (made_by_id);

CREATE INDEX objectives_contribution_parent_id_acbf2df6 ON public.objectives_contribution USING btree (parent_id);

CREATE INDEX objectives_cycle_parent_id_7e878f08 ON public.objectives_cycle USING btree (parent_id);

CREATE INDEX objectives_figure_key_result_id_e696961e ON public.objectives_figure USING btree (key_result_id);

CREATE INDEX objectives_figure_objective_id_65f592ff ON public.objectives_figure USING btree (objective_id);

CREATE INDEX objectives_historyentry_by_id_4e13f714 ON public.objectives_historyentry USING btree (by_id);

CREATE INDEX objectives_historyentry_key_result_id_1e2d2948 ON public.objectives_historyentry USING btree (key_result_id);

CREATE INDEX objectives_historyentry_objective_id_35442e00 ON public.objectives_historyentry USING btree (objective_id);

CREATE INDEX objectives_historyentry_told_id_f6d279ea ON public.objectives_historyentry USING btree (told_id);

CREATE INDEX objectives_judgement_by_id_63d86313 ON public.objectives_judgement USING btree (by_id);

CREATE INDEX objectives_judgement_objective_id_bf0d112e ON public.objectives_judgement USING btree (objective_id);

CREATE INDEX objectives_keyresult_accountable_id_2d12a19e ON public.objectives_keyresult USING btree (accountable_id);

CREATE INDEX objectives_keyresult_objective_id_d0daee8e ON public.objectives_keyresult USING btree (objective_id);

CREATE INDEX objectives_keyresultstate_key_result_id_4636935d ON public.objectives_keyresultstate USING btree (key_result_id);

CREATE INDEX objectives_milestone_key_result_id_76914c56 ON public.objectives_milestone USING btree (key_result_id);

CREATE INDEX objectives_objective_approved_by_id_eb73a0c1 ON public.objectives_objective USING btree (approved_by_id);

CREATE INDEX objectives_objective_created_by_id_d8a77115 ON public.objectives_objective USING btree (created_by_id);

CREATE INDEX objectives_objective_cycle_id_d3506113 ON public.objectives_objective USING btree (cycle_id);

CREATE INDEX objectives_objective_owner_id_262bb292 ON public.objectives_objective USING btree (owner_id);

CREATE INDEX objectives_objective_owner_unit_id_0979039c ON public.objectives_objective USING btree (owner_unit_id);

CREATE INDEX objectives_objective_replaced_by_id_71d6f3bf ON public.objectives_objective USING btree (replaced_by_id);

CREATE INDEX objectives_objective_unit_id_09d74fc5 ON public.objectives_objective USING btree (unit_id);

CREATE INDEX objectives_objectivegrant_content_object_id_19eb66f9 ON public.objectives_objectivegrant USING btree (content_object_id);

CREATE INDEX objectives_objectivegrant_permission_id_6b2a7f14 ON public.objectives_objectivegrant USING btree (permission_id);

CREATE INDEX objectives_objectivegrant_user_id_404900f5 ON public.objectives_objectivegrant USING btree (user_id);

CREATE INDEX objectives_personsummary_membership_id_9de85c99 ON public.objectives_personsummary USING btree (membership_id);

CREATE INDEX objectives_tally_figure_id_b1938b31 ON public.objectives_tally USING btree (figure_id);

CREATE INDEX objectives_unitsummary_unit_id_c9edcf9d ON public.objectives_unitsummary USING btree (unit_id);

CREATE INDEX okrsite_cache_expires ON public.okrsite_cache USING btree (expires);

CREATE INDEX okrsite_job_done ON public.okrsite_job USING btree (done_at) WHERE ((state)::text = 'done'::text);

CREATE INDEX okrsite_job_due ON public.okrsite_job USING btree (run_after, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'failed'::character varying])::text[]));

CREATE UNIQUE INDEX okrsite_job_once ON public.okrsite_job USING btree (organisation_id, unique_key) NULLS NOT DISTINCT WHERE (unique_key IS NOT NULL);

CREATE INDEX okrsite_job_operator ON public.okrsite_job USING btree (state) WHERE ((state)::text = ANY ((ARRAY['dead'::character varying, 'unknown'::character varying])::text[]));

CREATE INDEX okrsite_job_rung ON public.okrsite_job USING btree (rung_at) WHERE ((state)::text = 'rung'::text);

CREATE INDEX okrsite_job_running ON public.okrsite_job USING btree (claimed_at) WHERE ((state)::text = 'running'::text);

CREATE INDEX okrsite_pulse_name_6a76139d_like ON public.okrsite_pulse USING btree (name varchar_pattern_ops);

CREATE INDEX organisations_account_email_ea26937a_like ON public.organisations_account USING btree (email varchar_pattern_ops);

CREATE INDEX organisations_account_groups_account_id_e8807526 ON public.organisations_account_groups USING btree (account_id);

CREATE INDEX organisations_account_groups_group_id_460d5ac5 ON public.organisations_account_groups USING btree (group_id);

CREATE INDEX organisations_account_user_permissions_account_id_b13b42b3 ON public.organisations_account_user_permissions USING btree (account_id);

CREATE INDEX organisations_account_user_permissions_permission_id_f300f834 ON public.organisations_account_user_permissions USING btree (permission_id);

CREATE INDEX organisations_auditevent_by_id_c7b7387d ON public.organisations_auditevent USING btree (by_id);

CREATE INDEX organisations_invitation_invited_by_id_766b39b8 ON public.organisations_invitation USING btree (invited_by_id);

CREATE INDEX organisations_invitation_manager_id_2bd3cbd1 ON public.organisations_invitation USING btree (manager_id);

CREATE INDEX organisations_invitation_unit_id_8dc1921b ON public.organisations_invitation USING btree (unit_id);

CREATE INDEX organisations_membership_account_id_eee64e35 ON public.organisations_membership USING btree (account_id);

CREATE INDEX organisations_membership_manager_id_17b726eb ON public.organisations_membership USING btree (manager_id);

CREATE INDEX organisations_membership_unit_id_c84c05b6 ON public.organisations_membership USING btree (unit_id);

CREATE INDEX organisations_organisation_slug_5f32bfb4_like ON public.organisations_organisation USING btree (slug varchar_pattern_ops);

CREATE INDEX organisations_peopleimport_uploaded_by_id_97f1e7f5 ON public.organisations_peopleimport USING btree (uploaded_by_id);

CREATE INDEX organisations_unit_lead_id_21d6e680 ON public.organisations_unit USING btree (lead_id);

CREATE INDEX organisations_unit_parent_id_c68c70a6 ON public.organisations_unit USING btree (parent_id);

CREATE INDEX organisations_unitclosure_ancestor_id_819590a0 ON public.organisations_unitclosure USING btree (ancestor_id);

CREATE INDEX organisations_unitclosure_descendant_id_be756d61 ON public.organisations_unitclosure USING btree (descendant_id);

CREATE INDEX organisations_unitgrant_content_object_id_f2f8ed88 ON public.organisations_unitgrant USING btree (content_object_id);

CREATE INDEX organisations_unitgrant_permission_id_c9449886 ON public.organisations_unitgrant USING btree (permission_id);

CREATE INDEX organisations_unitgrant_user_id_eb558dd3 ON public.organisations_unitgrant USING btree (user_id);

CREATE INDEX recognition_newest ON public.checkins_recognition USING btree (organisation_id, at DESC);

CREATE INDEX series_by_report ON public.checkins_checkinseries USING btree (organisation_id, report_id);

CREATE INDEX series_due ON public.checkins_checkinseries USING btree (next_reminder_at) WHERE (next_reminder_at IS NOT NULL);

CREATE UNIQUE INDEX series_one_per_pair ON public.checkins_checkinseries USING btree (organisation_id, manager_id, report_id) WHERE ((ended_on IS NULL) AND ((kind)::text = 'one_on_one'::text));

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX unit_closure_downwards ON public.organisations_unitclosure USING btree (organisation_id, ancestor_id, descendant_id);

CREATE UNIQUE INDEX unit_one_root ON public.organisations_unit USING btree (organisation_id) WHERE (parent_id IS NULL);

CREATE INDEX update_brin ON public.checkins_update USING brin (at);

CREATE INDEX update_newest ON public.checkins_update USING btree (organisation_id, key_result_id, at DESC);

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_organisat FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_check_in_id_same_organisation FOREIGN KEY (organisation_id, check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_created_by_id_same_organisation FOREIGN KEY (organisation_id, created_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_organisation_id_4522262f_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_owner_id_same_organisation FOREIGN KEY (organisation_id, owner_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_actionitem
    ADD CONSTRAINT checkins_actionitem_series_id_same_organisation FOREIGN KEY (organisation_id, series_id) REFERENCES public.checkins_checkinseries(organisation_id, id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_check_in_id_same_organisation FOREIGN KEY (organisation_id, check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.checkins_agendaitem
    ADD CONSTRAINT checkins_agendaitem_organisation_id_1bcb22d3_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT checkins_checkin_completed_by_id_same_organisation FOREIGN KEY (organisation_id, completed_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT checkins_checkin_organisation_id_2c871086_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_checkin
    ADD CONSTRAINT checkins_checkin_series_id_same_organisation FOREIGN KEY (organisation_id, series_id) REFERENCES public.checkins_checkinseries(organisation_id, id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseri_organisation_id_1f683d7a_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseries_manager_id_same_organisation FOREIGN KEY (organisation_id, manager_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseries_report_id_same_organisation FOREIGN KEY (organisation_id, report_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_checkinseries
    ADD CONSTRAINT checkins_checkinseries_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT checkins_guest_check_in_id_same_organisation FOREIGN KEY (organisation_id, check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT checkins_guest_membership_id_same_organisation FOREIGN KEY (organisation_id, membership_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_guest
    ADD CONSTRAINT checkins_guest_organisation_id_4c7d949b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_occurrence
    ADD CONSTRAINT checkins_occurrence_membership_id_same_organisation FOREIGN KEY (organisation_id, membership_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_occurrence
    ADD CONSTRAINT checkins_occurrence_organisation_id_85a64419_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT checkins_privatenote_author_id_same_organisation FOREIGN KEY (organisation_id, author_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT checkins_privatenote_check_in_id_same_organisation FOREIGN KEY (organisation_id, check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_privatenote
    ADD CONSTRAINT checkins_privatenote_organisation_id_64d3c8ae_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_organisation_id_59a826d8_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_recognition
    ADD CONSTRAINT checkins_recognition_to_id_same_organisation FOREIGN KEY (organisation_id, to_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_check_in_id_same_organisation FOREIGN KEY (organisation_id, check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_organisation_id_0669defa_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_sharednote
    ADD CONSTRAINT checkins_sharednote_saved_by_id_same_organisation FOREIGN KEY (organisation_id, saved_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_in_check_in_id_same_organisation FOREIGN KEY (organisation_id, in_check_in_id) REFERENCES public.checkins_checkin(organisation_id, id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_organisation_id_c2b2a875_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_update
    ADD CONSTRAINT checkins_update_reverts_id_same_organisation FOREIGN KEY (organisation_id, reverts_id) REFERENCES public.checkins_update(organisation_id, id);

ALTER TABLE ONLY public.checkins_weeklyanswers
    ADD CONSTRAINT checkins_weeklyanswe_organisation_id_7837d01f_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checkins_weeklyanswers
    ADD CONSTRAINT checkins_weeklyanswers_membership_id_same_organisation FOREIGN KEY (organisation_id, membership_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_content_type_id_7ade36b8_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_group_id_4bbbfb62_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_groupobjectpermission
    ADD CONSTRAINT guardian_groupobject_permission_id_36572738_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_content_type_id_2e892405_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_permission_id_71807bfc_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guardian_userobjectpermission
    ADD CONSTRAINT guardian_userobjectp_user_id_d5c1e964_fk_organisat FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_organisations_account_id FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_child_id_same_organisation FOREIGN KEY (organisation_id, child_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_decided_by_id_same_organisation FOREIGN KEY (organisation_id, decided_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_organisation_id_adc559c9_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_parent_id_same_organisation FOREIGN KEY (organisation_id, parent_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_parent_key_result_id_same_organisation FOREIGN KEY (organisation_id, parent_key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_alignment
    ADD CONSTRAINT objectives_alignment_proposed_by_id_same_organisation FOREIGN KEY (organisation_id, proposed_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_change
    ADD CONSTRAINT objectives_change_organisation_id_f59bef22_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribut_organisation_id_17c4e578_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribution_child_id_same_organisation FOREIGN KEY (organisation_id, child_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribution_made_by_id_same_organisation FOREIGN KEY (organisation_id, made_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_contribution
    ADD CONSTRAINT objectives_contribution_parent_id_same_organisation FOREIGN KEY (organisation_id, parent_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT objectives_cycle_organisation_id_ed06f1a3_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_cycle
    ADD CONSTRAINT objectives_cycle_parent_id_same_organisation FOREIGN KEY (organisation_id, parent_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT objectives_edge_child_id_same_organisation FOREIGN KEY (organisation_id, child_id) REFERENCES public.objectives_figure(organisation_id, id);

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT objectives_edge_organisation_id_75c0731d_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_edge
    ADD CONSTRAINT objectives_edge_parent_id_same_organisation FOREIGN KEY (organisation_id, parent_id) REFERENCES public.objectives_figure(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_objective_id_same_organisation FOREIGN KEY (organisation_id, objective_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_of_key_result_id_same_organisation FOREIGN KEY (organisation_id, of_key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_of_objective_id_same_organisation FOREIGN KEY (organisation_id, of_objective_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_figure
    ADD CONSTRAINT objectives_figure_organisation_id_a1f10d56_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_figuresnapshot
    ADD CONSTRAINT objectives_figuresna_organisation_id_ad4c1442_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_figuresnapshot
    ADD CONSTRAINT objectives_figuresnapshot_figure_id_same_organisation FOREIGN KEY (organisation_id, figure_id) REFERENCES public.objectives_figure(organisation_id, id);

ALTER TABLE ONLY public.objectives_finding
    ADD CONSTRAINT objectives_finding_figure_id_same_organisation FOREIGN KEY (organisation_id, figure_id) REFERENCES public.objectives_figure(organisation_id, id);

ALTER TABLE ONLY public.objectives_finding
    ADD CONSTRAINT objectives_finding_organisation_id_f607d657_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyen_organisation_id_22d84f3e_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_objective_id_same_organisation FOREIGN KEY (organisation_id, objective_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_historyentry
    ADD CONSTRAINT objectives_historyentry_told_id_same_organisation FOREIGN KEY (organisation_id, told_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_judgement
    ADD CONSTRAINT objectives_judgement_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_judgement
    ADD CONSTRAINT objectives_judgement_objective_id_same_organisation FOREIGN KEY (organisation_id, objective_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_judgement
    ADD CONSTRAINT objectives_judgement_organisation_id_3fb81add_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT objectives_keyresult_accountable_id_same_organisation FOREIGN KEY (organisation_id, accountable_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT objectives_keyresult_objective_id_same_organisation FOREIGN KEY (organisation_id, objective_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_keyresult
    ADD CONSTRAINT objectives_keyresult_organisation_id_0f0c7b9b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresult_organisation_id_3c2c8b5c_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresultstate_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_keyresultstate
    ADD CONSTRAINT objectives_keyresultstate_updated_by_id_same_organisation FOREIGN KEY (organisation_id, updated_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT objectives_milestone_key_result_id_same_organisation FOREIGN KEY (organisation_id, key_result_id) REFERENCES public.objectives_keyresult(organisation_id, id);

ALTER TABLE ONLY public.objectives_milestone
    ADD CONSTRAINT objectives_milestone_organisation_id_dc76d914_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_approved_by_id_same_organisation FOREIGN KEY (organisation_id, approved_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_created_by_id_same_organisation FOREIGN KEY (organisation_id, created_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objective_organisation_id_05501989_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_organisation_id_455d185b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_owner_id_same_organisation FOREIGN KEY (organisation_id, owner_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_owner_unit_id_same_organisation FOREIGN KEY (organisation_id, owner_unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objective_permission_id_6b2a7f14_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_replaced_by_id_same_organisation FOREIGN KEY (organisation_id, replaced_by_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_objective
    ADD CONSTRAINT objectives_objective_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objective_user_id_404900f5_fk_organisat FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_objectivegrant
    ADD CONSTRAINT objectives_objectivegrant_content_object_id_same_organisation FOREIGN KEY (organisation_id, content_object_id) REFERENCES public.objectives_objective(organisation_id, id);

ALTER TABLE ONLY public.objectives_participation
    ADD CONSTRAINT objectives_participa_organisation_id_51d03b74_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_participation
    ADD CONSTRAINT objectives_participation_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT objectives_personsum_organisation_id_52b0d952_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT objectives_personsummary_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_personsummary
    ADD CONSTRAINT objectives_personsummary_membership_id_same_organisation FOREIGN KEY (organisation_id, membership_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.objectives_rollup
    ADD CONSTRAINT objectives_rollup_organisation_id_e4db794b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_tally
    ADD CONSTRAINT objectives_tally_figure_id_same_organisation FOREIGN KEY (organisation_id, figure_id) REFERENCES public.objectives_figure(organisation_id, id);

ALTER TABLE ONLY public.objectives_tally
    ADD CONSTRAINT objectives_tally_organisation_id_50330b9d_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT objectives_unitsnaps_organisation_id_8de55e72_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT objectives_unitsnapshot_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_unitsnapshot
    ADD CONSTRAINT objectives_unitsnapshot_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT objectives_unitsumma_organisation_id_dd18ca1e_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT objectives_unitsummary_cycle_id_same_organisation FOREIGN KEY (organisation_id, cycle_id) REFERENCES public.objectives_cycle(organisation_id, id);

ALTER TABLE ONLY public.objectives_unitsummary
    ADD CONSTRAINT objectives_unitsummary_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_account_user_permissions
    ADD CONSTRAINT organisations_accoun_account_id_b13b42b3_fk_organisat FOREIGN KEY (account_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_account_groups
    ADD CONSTRAINT organisations_accoun_account_id_e8807526_fk_organisat FOREIGN KEY (account_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_account_user_permissions
    ADD CONSTRAINT organisations_accoun_permission_id_f300f834_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_account_groups
    ADD CONSTRAINT organisations_account_groups_group_id_460d5ac5_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_auditevent
    ADD CONSTRAINT organisations_audite_organisation_id_c1c32fe9_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_auditevent
    ADD CONSTRAINT organisations_auditevent_by_id_same_organisation FOREIGN KEY (organisation_id, by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invita_organisation_id_438a835d_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_invited_by_id_same_organisation FOREIGN KEY (organisation_id, invited_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_manager_id_same_organisation FOREIGN KEY (organisation_id, manager_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_member_account_id_eee64e35_fk_organisat FOREIGN KEY (account_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_member_organisation_id_716d02c4_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_manager_id_same_organisation FOREIGN KEY (organisation_id, manager_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_unit_id_same_organisation FOREIGN KEY (organisation_id, unit_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_peopleimport
    ADD CONSTRAINT organisations_people_organisation_id_f88dca97_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_peopleimport
    ADD CONSTRAINT organisations_peopleimport_uploaded_by_id_same_organisation FOREIGN KEY (organisation_id, uploaded_by_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT organisations_unit_lead_id_same_organisation FOREIGN KEY (organisation_id, lead_id) REFERENCES public.organisations_membership(organisation_id, id);

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT organisations_unit_organisation_id_05d88b02_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_unit
    ADD CONSTRAINT organisations_unit_parent_id_same_organisation FOREIGN KEY (organisation_id, parent_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT organisations_unitcl_organisation_id_22ae7c57_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT organisations_unitclosure_ancestor_id_same_organisation FOREIGN KEY (organisation_id, ancestor_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_unitclosure
    ADD CONSTRAINT organisations_unitclosure_descendant_id_same_organisation FOREIGN KEY (organisation_id, descendant_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgr_organisation_id_810cbb74_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgr_permission_id_c9449886_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgr_user_id_eb558dd3_fk_organisat FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.organisations_unitgrant
    ADD CONSTRAINT organisations_unitgrant_content_object_id_same_organisation FOREIGN KEY (organisation_id, content_object_id) REFERENCES public.organisations_unit(organisation_id, id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_userses_user_id_af5e0a6d_fk_organisat FOREIGN KEY (user_id) REFERENCES public.organisations_account(id) DEFERRABLE INITIALLY DEFERRED;

CREATE POLICY account_mail ON public.okrsite_job FOR INSERT TO northstar_app WITH CHECK (((organisation_id IS NULL) AND ((kind)::text = 'mail.account'::text)));

ALTER TABLE public.checkins_actionitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_agendaitem ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_checkin ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_checkinseries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_guest ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_occurrence ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_privatenote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_recognition ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_sharednote ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_update ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkins_weeklyanswers ENABLE ROW LEVEL SECURITY;

CREATE POLICY lookup ON public.organisations_membership FOR SELECT TO northstar_lookup USING (true);

CREATE POLICY lookup ON public.organisations_organisation FOR SELECT TO northstar_lookup USING (true);

ALTER TABLE public.objectives_alignment ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_contribution ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_cycle ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_edge ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_figure ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_figuresnapshot ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_finding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_historyentry ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_judgement ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_keyresult ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_keyresultstate ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_milestone ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_objective ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_objectivegrant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_participation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_personsummary ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_rollup ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_tally ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_unitsnapshot ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.objectives_unitsummary ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.okrsite_job ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_auditevent ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_invitation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_membership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_organisation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_peopleimport ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unitclosure ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.organisations_unitgrant ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_account ON public.organisations_membership FOR SELECT TO northstar_app USING ((account_id = ( SELECT public.northstar_account() AS northstar_account)));

CREATE POLICY platform ON public.checkins_checkinseries FOR SELECT TO northstar_platform USING ((next_reminder_at IS NOT NULL));

CREATE POLICY platform ON public.objectives_change FOR SELECT TO northstar_platform USING (true);

CREATE POLICY platform ON public.objectives_rollup FOR SELECT TO northstar_platform USING (true);

CREATE POLICY platform ON public.okrsite_job TO northstar_platform USING (true) WITH CHECK (true);

CREATE POLICY platform ON public.organisations_organisation FOR SELECT TO northstar_platform USING (true);

CREATE POLICY tenant ON public.checkins_actionitem TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_agendaitem TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_checkin TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_checkinseries TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_guest TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_occurrence TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_privatenote TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_recognition TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_sharednote TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_update TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.checkins_weeklyanswers TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_alignment TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_change TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_contribution TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_cycle TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_edge TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_figure TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_figuresnapshot TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_finding TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_historyentry TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_judgement TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_keyresult TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_keyresultstate TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_milestone TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_objective TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_objectivegrant TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_participation TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_personsummary TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_rollup TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_tally TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_unitsnapshot TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.objectives_unitsummary TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.okrsite_job TO northstar_app USING ((organisation_id = ( SELECT (NULLIF(current_setting('northstar.organisation'::text, true), ''::text))::bigint AS "nullif"))) WITH CHECK ((organisation_id = ( SELECT (NULLIF(current_setting('northstar.organisation'::text, true), ''::text))::bigint AS "nullif")));

CREATE POLICY tenant ON public.organisations_auditevent TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_invitation TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_membership TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_organisation TO northstar_app USING ((id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_peopleimport TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_unit TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_unitclosure TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

CREATE POLICY tenant ON public.organisations_unitgrant TO northstar_app USING ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation))) WITH CHECK ((organisation_id = ( SELECT public.northstar_organisation() AS northstar_organisation)));

GRANT USAGE ON SCHEMA public TO northstar_app;
GRANT USAGE ON SCHEMA public TO northstar_platform;
GRANT USAGE ON SCHEMA public TO northstar_backup;
GRANT ALL ON SCHEMA public TO northstar_lookup;

REVOKE ALL ON FUNCTION public.northstar_my_organisations() FROM PUBLIC;
GRANT ALL ON FUNCTION public.northstar_my_organisations() TO northstar_app;

REVOKE ALL ON FUNCTION public.northstar_organisation_by_slug(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.northstar_organisation_by_slug(wanted text) TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailaddress TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailaddress_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_emailconfirmation TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.account_emailconfirmation_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.auth_group_permissions TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_group_permissions_id_seq TO northstar_app;

GRANT SELECT ON TABLE public.auth_permission TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.auth_permission_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_actionitem TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_actionitem_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_agendaitem TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_agendaitem_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_checkin TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_checkin_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_checkinseries TO northstar_app;

GRANT SELECT(id) ON TABLE public.checkins_checkinseries TO northstar_platform;

GRANT SELECT(organisation_id) ON TABLE public.checkins_checkinseries TO northstar_platform;

GRANT SELECT(next_reminder_at) ON TABLE public.checkins_checkinseries TO northstar_platform;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_checkinseries_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_guest TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_guest_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_occurrence TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_occurrence_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_privatenote TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_privatenote_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_recognition TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_recognition_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_sharednote TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_sharednote_id_seq TO northstar_app;

GRANT SELECT,INSERT ON TABLE public.checkins_update TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_update_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.checkins_weeklyanswers TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.checkins_weeklyanswers_id_seq TO northstar_app;

GRANT SELECT ON TABLE public.django_content_type TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.django_content_type_id_seq TO northstar_app;

GRANT SELECT ON TABLE public.django_migrations TO northstar_app;
GRANT SELECT ON TABLE public.django_migrations TO northstar_platform;

GRANT SELECT,USAGE ON SEQUENCE public.django_migrations_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.django_session TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.guardian_groupobjectpermission_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.guardian_userobjectpermission_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mfa_authenticator TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.mfa_authenticator_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_alignment TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_alignment_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_change TO northstar_app;
GRANT SELECT ON TABLE public.objectives_change TO northstar_platform;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_change_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_contribution TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_contribution_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_cycle TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_keyresult TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_objective TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_counting_link TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_cycle_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_edge TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_edge_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_figure TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_keyresultstate TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_rollup TO northstar_app;
GRANT SELECT ON TABLE public.objectives_rollup TO northstar_platform;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_membership TO northstar_app;
GRANT SELECT ON TABLE public.organisations_membership TO northstar_lookup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_unit TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_unitclosure TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_fact TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_figure_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_figuresnapshot TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_figuresnapshot_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_plan TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_organisation TO northstar_app;
GRANT SELECT ON TABLE public.organisations_organisation TO northstar_lookup;
GRANT SELECT ON TABLE public.organisations_organisation TO northstar_platform;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_findable TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_finding TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_finding_id_seq TO northstar_app;

GRANT SELECT,INSERT ON TABLE public.objectives_historyentry TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_historyentry_id_seq TO northstar_app;

GRANT SELECT,INSERT ON TABLE public.objectives_judgement TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_judgement_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_keyresult_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_keyresultstate_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_milestone TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_milestone_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_objective_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_objectivegrant TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_objectivegrant_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_participation TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_participation_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_personsummary TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_personsummary_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_rollup_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_rule TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_tally TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_tally_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_unitsnapshot TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_unitsnapshot_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.objectives_unitsummary TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.objectives_unitsummary_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.okrsite_cache TO northstar_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.okrsite_job TO northstar_app;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.okrsite_job TO northstar_platform;

GRANT SELECT,USAGE ON SEQUENCE public.okrsite_job_id_seq TO northstar_app;
GRANT SELECT,USAGE ON SEQUENCE public.okrsite_job_id_seq TO northstar_platform;

GRANT SELECT ON TABLE public.okrsite_pulse TO northstar_app;
GRANT SELECT,INSERT,UPDATE ON TABLE public.okrsite_pulse TO northstar_platform;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_account TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_account_groups TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_account_groups_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_account_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_account_user_permissions TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_account_user_permissions_id_seq TO northstar_app;

GRANT SELECT,INSERT ON TABLE public.organisations_auditevent TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_auditevent_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_invitation TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_invitation_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_membership_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_organisation_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_peopleimport TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_peopleimport_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_unit_id_seq TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_unitclosure_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.organisations_unitgrant TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.organisations_unitgrant_id_seq TO northstar_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usersessions_usersession TO northstar_app;

GRANT SELECT,USAGE ON SEQUENCE public.usersessions_usersession_id_seq TO northstar_app;

ALTER DEFAULT PRIVILEGES FOR ROLE northstar_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES TO northstar_app;

ALTER DEFAULT PRIVILEGES FOR ROLE northstar_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES TO northstar_app;

