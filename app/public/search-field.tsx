/** The words people look for a procedure by; travels as `q`. */
export function SearchField({ value }: { value: string }) {
  return (
    <div className="field">
      <label htmlFor="q">Tên thủ tục, mã thủ tục hoặc lĩnh vực</label>
      <span className="note" id="q-note">
        Gõ có dấu hay không dấu đều được, ví dụ: dang ky khai sinh
      </span>
      <input
        type="search"
        id="q"
        name="q"
        defaultValue={value}
        maxLength={200}
        autoComplete="off"
        aria-describedby="q-note"
      />
    </div>
  )
}
