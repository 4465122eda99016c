package org.sluice.dataplane.app.modbus;

/** What a function code is and reaches (Modbus Application Protocol 1.1b3). */
final class ModbusFunctions {
    static final int READ = 1;
    static final int WRITE = 2;
    static final int DISCRETES = 4;
    static final int COILS = 8;
    static final int INPUT = 16;
    static final int HOLDING = 32;
    static final int ASSIGNED = 1;
    static final int UNASSIGNED = 2;
    static final int USER = 4;
    static final int RESERVED = 8;
    private static final int DIAGNOSTICS = 8;
    private static final int ENCAPSULATED = 43;

    private ModbusFunctions() {
    }

    static int access(int function) {
        return switch (function) {
            case 1 -> READ | COILS;
            case 2 -> READ | DISCRETES;
            case 3 -> READ | HOLDING;
            case 4 -> READ | INPUT;
            case 5, 15 -> WRITE | COILS;
            case 6, 16, 22 -> WRITE | HOLDING;
            case 23 -> READ | WRITE | HOLDING;
            default -> 0;
        };
    }

    static int category(int function, int subfunction) {
        return switch (function) {
            case 1, 2, 3, 4, 5, 6, 7, 11, 12, 15, 16, 17, 20, 21, 22, 23, 24 -> ASSIGNED;
            case DIAGNOSTICS -> subfunction <= 4 || subfunction >= 10 && subfunction <= 18 || subfunction == 20 ? ASSIGNED
                    : RESERVED;
            case ENCAPSULATED -> subfunction == 13 || subfunction == 14 ? ASSIGNED : RESERVED;
            case 9, 10, 13, 14, 41, 42, 90, 91, 125, 126, 127 -> RESERVED;
            default -> function >= 65 && function <= 72 || function >= 100 && function <= 110 ? USER : UNASSIGNED;
        };
    }

    static String categoryName(int category) {
        return switch (category) {
            case ASSIGNED -> "PUBLIC_ASSIGNED";
            case UNASSIGNED -> "PUBLIC_UNASSIGNED";
            case USER -> "USER_DEFINED";
            default -> "RESERVED";
        };
    }

    static String accessName(int access) {
        return switch (access) {
            case READ | COILS -> "READ | COILS";
            case READ | DISCRETES -> "READ | DISCRETES";
            case READ | HOLDING -> "READ | HOLDING";
            case READ | INPUT -> "READ | INPUT";
            case WRITE | COILS -> "WRITE | COILS";
            case WRITE | HOLDING -> "WRITE | HOLDING";
            case READ | WRITE | HOLDING -> "READ | WRITE | HOLDING";
            default -> null;
        };
    }

    static String name(int function) {
        return switch (function) {
            case 1 -> "RdCoils";
            case 2 -> "RdDiscreteInputs";
            case 3 -> "RdHoldRegs";
            case 4 -> "RdInputRegs";
            case 5 -> "WrSingleCoil";
            case 6 -> "WrSingleReg";
            case 7 -> "RdExcStatus";
            case DIAGNOSTICS -> "Diagnostic";
            case 11 -> "GetCommEventCtr";
            case 12 -> "GetCommEventLog";
            case 15 -> "WrMultCoils";
            case 16 -> "WrMultRegs";
            case 17 -> "ReportServerID";
            case 20 -> "RdFileRec";
            case 21 -> "WrFileRec";
            case 22 -> "MaskWrReg";
            case 23 -> "RdWrMultRegs";
            case 24 -> "RdFIFOQueue";
            case ENCAPSULATED -> "MEI";
            default -> "Unknown";
        };
    }

    /**
     * Whether the request says a range of addresses at its beginning, and how many: 0 none, 1 one, 2 as the next number
     * says.
     */
    static int addresses(int function) {
        return switch (function) {
            case 1, 2, 3, 4, 15, 16, 23 -> 2;
            case 5, 6, 22 -> 1;
            default -> 0;
        };
    }

    static boolean hasSubfunction(int function) {
        return function == DIAGNOSTICS || function == ENCAPSULATED;
    }

    static boolean isEncapsulated(int function) {
        return function == ENCAPSULATED;
    }
}
