/** A database can't be read. The message says what was seen. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

/** Bounds-checked reading of numbers, in the order of bytes that a database has. */
export class Bytes {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly all: Uint8Array;

  constructor(all: Uint8Array, littleEndian: boolean) {
    this.all = all;
    this.view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    this.littleEndian = littleEndian;
  }

  u8(at: number): number {
    this.check(at, 1);
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    this.check(at, 2);
    return this.view.getUint16(at, this.littleEndian);
  }

  u32(at: number): number {
    this.check(at, 4);
    return this.view.getUint32(at, this.littleEndian);
  }

  /** A view, not a copy. */
  part(at: number, length: number): Uint8Array {
    this.check(at, length);
    return this.all.subarray(at, at + length);
  }

  /** SQLite's number of 1 to 9 bytes, seven bits each, the highest first; and where it ends. */
  varint(at: number): [value: number, end: number] {
    let value = 0;
    for (let index = 0; index < 8; index++) {
      const byte = this.u8(at + index);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return [value, at + index + 1];
    }
    return [value * 256 + this.u8(at + 8), at + 9];
  }

  private check(at: number, length: number): void {
    if (at >= 0 && length >= 0 && at + length <= this.all.length) return;
    throw new DatabaseError(`it points at byte ${at + length}, but has ${this.all.length}`);
  }
}
