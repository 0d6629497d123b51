import { limitWords, UPLOADS } from "../../http/upload-limits.ts"

/** Chooses a decision and sends it to be checked, by the browser's own means. */
export function VerifyForm({ error }: { error: string | undefined }) {
  const limit = UPLOADS.verification
  return (
    <form method="post" encType="multipart/form-data" aria-label="Xác minh tệp quyết định hoặc phụ lục">
      {error ? (
        // biome-ignore lint/a11y/noAutofocus: why the file was not taken is what has to be heard first
        <div role="alert" tabIndex={-1} autoFocus className="notice" data-tone="bad" id="loi-tep">
          <a href="#tep">{error}</a>
        </div>
      ) : null}
      <div className="field narrow">
        <label htmlFor="tep">Tệp PDF của quyết định hoặc phụ lục</label>
        <span className="note" id="tep-note">
          {limitWords(limit)} Tệp gốc đã tải về hoặc nhận qua mạng. Tệp chỉ được kiểm tra, không được lưu lại.
        </span>
        <div className="chooser">
          <input
            type="file"
            id="tep"
            name="file"
            accept={limit.kinds.join(",")}
            required
            aria-describedby={error ? "tep-note loi-tep" : "tep-note"}
            aria-invalid={error ? true : undefined}
          />
          <span aria-hidden="true">Chọn tệp…</span>
          <span aria-hidden="true">Chưa chọn tệp nào</span>
        </div>
      </div>
      <button type="submit">Xác minh</button>
    </form>
  )
}
