// The place with the device's help: its position after a tap, a pin on the map, and neither when the person says no.
import { expect, test } from "./fixtures/test";

test("my position, after a tap and not before", async ({ page, context, citizen }) => {
  await context.grantPermissions(["geolocation"]);
  const me = citizen();
  await me.skipPhotos();
  await expect(page.locator("input[name=lat]")).toHaveValue("");
  await me.button("citizen.place_locate").click();
  await expect(page.locator("input[name=lat]")).toHaveValue("30.690000");
  await expect(page.locator("input[name=source]")).toHaveValue("device");
  await me.goOn("/report/details");
  await me.fillDetails({ words: "路灯不亮" });
  await me.goOn("/report/check");
  await expect(page.locator(".summary-list")).toContainText("当湖街道");
});

test("a refused position leads to the map and to words", async ({ page, context, citizen }) => {
  await context.clearPermissions();
  const me = citizen();
  await me.skipPhotos();
  await me.button("citizen.place_locate").click();
  await expect(page.locator(".pin-words")).not.toBeEmpty();
  await expect(page.locator("input[name=lat]")).toHaveValue("");
  await me.placeInWords("解放路 12 号门口");
  await me.fillDetails({ words: "路灯不亮" });
  await me.goOn("/report/check");
  await me.send();
});

test("a pin is put by a tap, moved by another, and taken away", async ({ page, citizen, inspect }) => {
  const me = citizen();
  await me.skipPhotos();
  const map = page.locator(".map__canvas");
  await map.scrollIntoViewIfNeeded();
  await expect(page.locator(".map__zoom")).toBeVisible();
  const box = (await map.boundingBox())!;
  const pin = page.locator("input[name=lat]");
  await map.tap({ position: { x: box.width / 2, y: box.height / 2 } });
  await expect(pin).toHaveValue(/^30\.\d{6}$/);
  const first = await pin.inputValue();
  await map.tap({ position: { x: box.width / 2 + 20, y: box.height / 2 + 30 } });
  await expect(pin).not.toHaveValue(first);
  await expect(page.locator("input[name=source]")).toHaveValue("map");
  await me.goOn("/report/details");
  await me.back();
  // The pin that was put is where it was.
  await expect(pin).toHaveValue(/^30\.\d{6}$/);
  await inspect({ varying: ["input[type=hidden]", ".pin-words"] });
  await me.button("citizen.place_drop_pin").click();
  await expect(pin).toHaveValue("");
});
