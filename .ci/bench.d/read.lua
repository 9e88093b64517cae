-- Requests for the addresses in the file PATHS, in random order, another one in each thread: GET, or where a tab and JSON follow, POST of that.
dofile("result.lua")

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", threads)
end

function init()
  local cookie = os.getenv("COOKIE")
  requests = {}
  for line in io.lines(os.getenv("PATHS")) do
    local path, body = line:match("^(.-)\t(.*)$")
    local headers = { ["Accept"] = "text/html", ["Cookie"] = cookie ~= "" and cookie or nil }
    if body then
      headers["Accept"] = "application/json"
      headers["Content-Type"] = "application/json"
      headers["Origin"] = os.getenv("ORIGIN")
    end
    requests[#requests + 1] = wrk.format(body and "POST" or "GET", path or line, headers, body)
  end
  math.randomseed(seed)
end

function request()
  return requests[math.random(#requests)]
end
