-- Sends reports, each from a phone of its own: the last screen of the citizen's form, with every field, as a browser posts it.
dofile("result.lua")

local BOUNDARY = "----jingzhi-bench"
local WORDS = {
  "路灯不亮，晚上走路看不清", "井盖破损，车辆经过有响声", "垃圾桶满溢，异味很大", "人行道地砖松动，下雨溅水",
  "行道树枝干断裂，挡住了路口", "共享单车乱停放，占用盲道", "雨水口堵塞，路面积水", "工地夜间施工噪声扰民",
}

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", threads)
end

-- 256 random bits. The number in front makes sure that no two are the same.
local function token()
  serial = serial + 1
  local parts = { string.format("%08x%08x", seed, serial) }
  for _ = 1, 6 do
    parts[#parts + 1] = string.format("%08x", math.random(0, 0x7fffffff))
  end
  return table.concat(parts)
end

local function field(name, value)
  return "--" .. BOUNDARY .. "\r\nContent-Disposition: form-data; name=\"" .. name .. "\"\r\n\r\n" .. value .. "\r\n"
end

function init()
  serial = tonumber(os.getenv("FIRST"))
  math.randomseed(serial * 31 + seed)
  headers = {
    ["Content-Type"] = "multipart/form-data; boundary=" .. BOUNDARY,
    ["Origin"] = os.getenv("ORIGIN"),
  }
end

function request()
  headers["Cookie"] = "draft=" .. token() .. "; device=" .. token()
  local body = field("lat", string.format("%.5f", 30.66 + math.random() * 0.06))
    .. field("lng", string.format("%.5f", 120.98 + math.random() * 0.08))
    .. field("source", "map")
    .. field("address", "解放路 " .. math.random(1, 400) .. " 号")
    .. field("words", WORDS[math.random(#WORDS)] .. "，第 " .. serial .. " 次")
    .. field("class", "matter-01037")
    .. field("warned", "1")
    .. field("go", "send")
    .. "--" .. BOUNDARY .. "--\r\n"
  return wrk.format("POST", "/report/check", headers, body)
end
