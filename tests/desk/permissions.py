"""The matrix: which permission each route of the desk asks for, as somebody has looked at it."""

from salon.staff.roles import Permission

ANYBODY = """
    GET /desk/
    GET /desk/login
    POST /desk/login
    GET /desk/login/code
    POST /desk/login/code
    GET /desk/login/second-factor
    POST /desk/login/second-factor
    GET /desk/welcome
    POST /desk/welcome
    POST /desk/logout
"""
"""Routes without a permission: the way in and out, where each looks after itself, and a redirect."""
TABLE = {
    Permission.OWN_ACCOUNT: """
        GET /desk/account
        POST /desk/account/password
        POST /desk/account/second-factor
        POST /desk/account/sessions/end
    """,
    Permission.MANAGE_STAFF: """
        GET /desk/staff
        POST /desk/staff
        POST /desk/staff/{staff_id}/invite
        POST /desk/staff/{staff_id}
        POST /desk/staff/{staff_id}/switch
    """,
    Permission.READ_AUDIT: """
        GET /desk/audit
    """,
    Permission.READ_CONVERSATIONS: """
        GET /desk/conversations
        GET /desk/conversations/{conversation_id}
        GET /desk/conversations/{conversation_id}/lines
        GET /desk/conversations/{conversation_id}/facts
        GET /desk/conversations/{conversation_id}/export.{kind}
        GET /desk/conversations/{conversation_id}/photos/{seq}
        GET /desk/conversations/{conversation_id}/notes
        GET /desk/conversations/{conversation_id}/hold
        GET /desk/conversations/{conversation_id}/handoff
    """,
    Permission.ANSWER_CLIENTS: """
        POST /desk/views
        POST /desk/views/{view_id}/erase
        POST /desk/conversations/{conversation_id}/notes
        POST /desk/conversations/{conversation_id}/notes/{note_id}/erase
        POST /desk/conversations/{conversation_id}/tags
        POST /desk/conversations/{conversation_id}/tags/erase
        POST /desk/conversations/{conversation_id}/work
        GET /desk/waiting
        GET /desk/waiting/list
        GET /desk/waiting/badge
        POST /desk/conversations/{conversation_id}/take
        POST /desk/conversations/{conversation_id}/dismiss
        POST /desk/conversations/{conversation_id}/say
        POST /desk/conversations/{conversation_id}/typing
        GET /desk/conversations/{conversation_id}/canned
        GET /desk/conversations/{conversation_id}/canned/{reply_id}
        GET /desk/conversations/{conversation_id}/give-back
        POST /desk/conversations/{conversation_id}/give-back
    """,
    Permission.READ_FIGURES: """
        GET /desk/figures
        GET /desk/figures/{name}.csv
    """,
    Permission.READ_DIARY: """
        GET /desk/diary
        GET /desk/diary/board
        GET /desk/diary/appointments/{appointment_id}
        GET /desk/diary/blocks/{block_id}
    """,
    Permission.CHANGE_DIARY: """
        POST /desk/diary/appointments/{appointment_id}/confirm
        POST /desk/diary/appointments/{appointment_id}/no-show
        POST /desk/diary/appointments/{appointment_id}/cancel
        GET /desk/diary/appointments/{appointment_id}/move
        POST /desk/diary/appointments/{appointment_id}/move
        GET /desk/diary/times
        GET /desk/diary/new
        POST /desk/diary/new
        GET /desk/diary/block
        POST /desk/diary/block
        POST /desk/diary/blocks/{block_id}/free
    """,
    Permission.TEACH: """
        GET /desk/teach
        POST /desk/teach/corrections/{correction_id}
        GET /desk/teach/topics
        GET /desk/teach/messages/{message_id}
        POST /desk/teach/messages/{message_id}
        GET /desk/teach/questions
        GET /desk/teach/questions/groups
        POST /desk/teach/questions
        GET /desk/teach/dialogues
        GET /desk/teach/dialogues/new/{conversation_id}
        POST /desk/teach/dialogues/new/{conversation_id}
        GET /desk/teach/dialogues/{file}
        POST /desk/teach/dialogues/{file}/remove
    """,
    Permission.TRAIN: """
        GET /desk/teach/training
        GET /desk/teach/training/progress
        POST /desk/teach/training
        GET /desk/teach/training/{training_id}
        POST /desk/teach/training/{training_id}/put
        GET /desk/teach/models
        POST /desk/teach/models/{served_id}/back
    """,
    Permission.CHANGE_SETTINGS: """
        GET /desk/settings
        GET /desk/settings/hours
        POST /desk/settings/hours
        GET /desk/settings/treatments
        POST /desk/settings/treatments
        POST /desk/settings/treatments/{treatment_id}
        POST /desk/settings/treatments/{treatment_id}/remove
        GET /desk/settings/rules
        POST /desk/settings/rules/{part}
        GET /desk/settings/texts
        GET /desk/settings/texts/{name}
        POST /desk/settings/texts/{name}/{number}
        POST /desk/settings/texts/{name}/{number}/default
        GET /desk/settings/replies
        POST /desk/settings/replies
        POST /desk/settings/replies/{reply_id}
        POST /desk/settings/replies/{reply_id}/remove
        POST /desk/settings/replies/{reply_id}/up
        GET /desk/settings/retention
        POST /desk/settings/retention
        POST /desk/settings/undo
        POST /desk/settings/default
    """,
    Permission.CLIENT_RIGHTS: """
        GET /desk/clients
        POST /desk/clients/find
        GET /desk/clients/conversations/{conversation_id}
        POST /desk/clients/export
        POST /desk/clients/erase
        GET /desk/clients/proofs/{number}
    """,
}


def listed(routes: str) -> list[str]:
    """Return the lines of a table."""
    return [line.strip() for line in routes.strip().splitlines()]


REVIEWED = {route: permission for permission, routes in TABLE.items() for route in listed(routes)}
