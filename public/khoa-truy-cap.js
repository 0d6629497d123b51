// Passes what a page asks to the device that holds somebody's key, and its answer back into the form (WebAuthn Level 3).
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

const named = (credentials = []) =>
  credentials.map((one) => ({ type: "public-key", ...one, id: bytesOf(one.id) }))

const asked = (options) => ({
  ...options,
  challenge: bytesOf(options.challenge),
  allowCredentials: named(options.allowCredentials),
  excludeCredentials: named(options.excludeCredentials),
  ...(options.user ? { user: { ...options.user, id: bytesOf(options.user.id) } } : {}),
})

const told = ({ id, rawId, type, response }) => {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]
  const said = parts.filter((part) => response[part]).map((part) => [part, textOf(response[part])])
  return {
    id,
    rawId: textOf(rawId),
    type,
    clientExtensionResults: {},
    response: {
      ...Object.fromEntries(said),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  }
}

const WORDS = {
  NotAllowedError: "Chưa dùng được khóa: đã bỏ qua, hết giờ, hoặc máy này không có khóa đã đăng ký. Bấm lại để thử.",
  InvalidStateError: "Khóa này đã đăng ký rồi. Dùng khóa khác.",
  SecurityError: "Địa chỉ này không dùng được khóa truy cập: cần tên miền và https.",
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const fault = form.querySelector("[data-passkey-fault]")
  const say = (words) => {
    fault.textContent = words
    fault.hidden = words === ""
  }
  form.querySelector("[data-passkey-send]").hidden = false
  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    say("")
    if (!window.PublicKeyCredential) {
      say("Trình duyệt này không dùng được khóa truy cập. Dùng cách khác.")
      return
    }
    try {
      const publicKey = asked(JSON.parse(form.dataset.options))
      const { credentials } = navigator
      const key = await (form.dataset.passkey === "add"
        ? credentials.create({ publicKey })
        : credentials.get({ publicKey }))
      form.elements.passkey.value = JSON.stringify(told(key))
      form.submit()
    } catch (error) {
      say(WORDS[error.name] ?? "Khóa truy cập chưa trả lời được. Bấm lại, hoặc dùng cách khác.")
    }
  })
}
