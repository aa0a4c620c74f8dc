"""What the documentation says of postings."""

from app.api.described import HELD, IF_NONE_MATCH, Words
from app.api.described_resumes import taking
from app.api.examples import example

CREATE: Words = {
    "operation_id": "create_job_posting",
    "summary": "Keep a posting",
    "description": "Its text is read once into `normalized_json`: the lines that are required or preferred, and the keywords.",
    "status_code": 201,
    "response_description": "Kept. `Location` is its address.",
    "responses": {201: {"headers": {"Location": {"schema": {"type": "string"}}}}},
    "openapi_extra": taking("NewJobPosting", {"pasted": example("A posting pasted as text", raw_text="posting.txt")}),
}
LIST: Words = {
    "operation_id": "list_job_postings",
    "summary": "Your postings, newest first",
    "description": "No posting's text is in a list.",
}
GET: Words = {
    "operation_id": "get_job_posting",
    "summary": "One posting whole",
    "description": "With its text and what it asks for.",
    "responses": HELD,
    "openapi_extra": {"parameters": [IF_NONE_MATCH]},
}
DELETE: Words = {
    "operation_id": "delete_job_posting",
    "summary": "Delete a posting",
    "description": "Takes it out of every list and read. `?hard=true` erases it at once.",
}
