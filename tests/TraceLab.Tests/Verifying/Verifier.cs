namespace TraceLab.Tests.Verifying;

public static class Verifier { }
