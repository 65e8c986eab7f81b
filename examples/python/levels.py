import json, os, sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

url = os.environ.get("PALIER_URL", "http://127.0.0.1:4000/graphql")
code = sys.argv[1] if len(sys.argv) > 1 else "247700057"
query = """query Levels($code: ID!, $after: String) { territory(code: $code) { name month
  levels { level sites dwellings } coverage { landlords { status landlord { name } } }
  sites(levels: [3, 4], first: 50, after: $after) {
    edges { level node { id name } } pageInfo { hasNextPage endCursor } } } }"""

def ask(after):
    token = os.environ.get("PALIER_TOKEN", "")
    headers = {"content-type": "application/json", "authorization": "Bearer " + token}
    body = json.dumps({"query": query, "variables": {"code": code, "after": after}}).encode()
    try:
        answer = json.load(urlopen(Request(url, body, headers)))
    except HTTPError as refusal:  # 401, 403: the answer says why
        answer = json.load(refusal)
    for error in answer.get("errors", []):
        print(error["extensions"]["code"] + ": " + error["message"], file=sys.stderr)
        for denied in error["extensions"].get("fields", []):
            print(f'  {denied["field"]}: see "{denied["line"]}"', file=sys.stderr)
    data = answer.get("data")
    if data and data["territory"]:
        return data["territory"]
    sys.exit(f"No territory {code} for this account" if data else "Nothing was answered")

after = None
while True:
    territory = ask(after)
    if after is None:
        print(f'{territory["name"]}, {territory["month"]}')
        for each in territory["levels"]:
            print(f'level {each["level"] or "?"}: {each["sites"]} sites, {each["dwellings"]} dwellings')
        for each in territory["coverage"]["landlords"]:
            if each["status"] != "ANSWERED":
                print(f'without {each["landlord"]["name"]}: {each["status"]}')
    for edge in territory["sites"]["edges"]:
        node = edge["node"] or {}
        print(edge["level"], node.get("id") or "?", node.get("name") or "?")
    after = territory["sites"]["pageInfo"]["endCursor"]
    if not territory["sites"]["pageInfo"]["hasNextPage"]:
        break
